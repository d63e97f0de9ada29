package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.warehouse.InternalTables;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what stands in a Snowflake warehouse. Tables that people have named in lower case are none of Sluice's. */
final class SnowflakeInspector {

    private final Warehouse warehouse;

    SnowflakeInspector(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    Actual inspect() {
        var rows = rows();
        return new InternalTables(warehouse).actual(schemaExists(), tables(rows), rows, views());
    }

    private boolean schemaExists() {
        return warehouse.count("INFORMATION_SCHEMA.SCHEMATA WHERE schema_name = " + literal()) > 0;
    }

    /** Views have columns too, and are no tables. */
    private Map<String, List<Column>> tables(Map<String, Long> rows) {
        var tables = new HashMap<String, List<Column>>();
        warehouse.query("""
                SELECT table_name, column_name, data_type FROM INFORMATION_SCHEMA.COLUMNS
                WHERE table_schema = %s AND table_name = UPPER(table_name)
                ORDER BY table_name, ordinal_position
                """.formatted(literal()), row -> {
            String table = SnowflakeDialect.pinned(row.text(1));
            if (rows.containsKey(table)) {
                tables.computeIfAbsent(table, _ -> new ArrayList<>()).add(column(row.text(2), row.text(3)));
            }
        });
        return tables;
    }

    private static Column column(String name, String type) {
        return new Column(SnowflakeDialect.spelled(name), SnowflakeDialect.type(type));
    }

    private Map<String, Long> rows() {
        var rows = new HashMap<String, Long>();
        warehouse.query("""
                SELECT table_name, COALESCE(row_count, 0) FROM INFORMATION_SCHEMA.TABLES
                WHERE table_schema = %s AND table_type = 'BASE TABLE' AND table_name = UPPER(table_name)
                """.formatted(literal()), row -> rows.put(SnowflakeDialect.pinned(row.text(1)), row.number(2)));
        return rows;
    }

    private Set<String> views() {
        var views = new HashSet<String>();
        warehouse.query("""
                SELECT table_name FROM INFORMATION_SCHEMA.TABLES
                WHERE table_schema = %s AND table_type <> 'BASE TABLE' AND table_name = UPPER(table_name)
                """.formatted(literal()), row -> views.add(SnowflakeDialect.pinned(row.text(1))));
        return views;
    }

    private String literal() {
        return warehouse
                .dialect()
                .text(SnowflakeDialect.stored(warehouse.layout().schema()));
    }
}
