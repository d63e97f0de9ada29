package dev.sluice.worker.warehouse.contract;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that stands in a warehouse, but for what tells of runs and of when they were. */
public final class Contents {

    private static final Set<String> ABOUT_RUNS = Set.of("_sync_info", "_sync_history", "cursors");
    private static final String CURSORS = "SELECT log_position, feed_position, snapshot_revision FROM ";

    private Contents() {}

    /** Every table and view of both schemas, row by row. */
    public static Map<String, List<String>> of(Engine engine, Layout layout) {
        try (var warehouse = engine.open(layout)) {
            var contents = new TreeMap<String, List<String>>();
            relations(warehouse)
                    .forEach((name, relation) ->
                            contents.put(name, engine.rows(warehouse, "SELECT * FROM " + relation)));
            contents.put("cursors", engine.rows(warehouse, CURSORS + warehouse.raw("cursors")));
            return contents;
        }
    }

    /** As SQL names them, by names that are the same whatever the internal schema is called. */
    private static Map<String, String> relations(Warehouse warehouse) {
        var relations = new TreeMap<String, String>();
        var layout = warehouse.layout();
        warehouse.query(
                "SELECT lower(table_schema), lower(table_name) FROM information_schema.tables"
                        + " WHERE lower(table_schema) IN ('%s', '%s')".formatted(layout.schema(), layout.rawSchema()),
                row -> {
                    String table = row.text(2);
                    boolean internal = row.text(1).equals(layout.rawSchema());
                    if (!ABOUT_RUNS.contains(table)) {
                        relations.put(
                                internal ? "internal " + table : table,
                                internal ? warehouse.raw(table) : warehouse.table(table));
                    }
                });
        return relations;
    }
}
