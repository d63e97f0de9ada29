package dev.sluice.worker.warehouse.contract;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
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
            for (var relation : relations(warehouse)) {
                contents.put(relation, engine.rows(warehouse, "SELECT * FROM " + relation));
            }
            contents.put("cursors", engine.rows(warehouse, CURSORS + warehouse.raw("cursors")));
            return contents;
        }
    }

    private static List<String> relations(Warehouse warehouse) {
        var relations = new ArrayList<String>();
        var layout = warehouse.layout();
        warehouse.query(
                "SELECT table_schema || '.' || table_name, table_name FROM information_schema.tables"
                        + " WHERE table_schema IN ('%s', '%s')".formatted(layout.schema(), layout.rawSchema()),
                row -> {
                    if (!ABOUT_RUNS.contains(row.text(2))) {
                        relations.add(row.text(1));
                    }
                });
        return relations;
    }
}
