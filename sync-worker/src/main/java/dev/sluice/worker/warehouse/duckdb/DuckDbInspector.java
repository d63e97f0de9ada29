package dev.sluice.worker.warehouse.duckdb;

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

/** Reads what stands in a DuckDB warehouse. */
final class DuckDbInspector {

    private final Warehouse warehouse;

    DuckDbInspector(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    Actual inspect() {
        var rows = rows();
        return new InternalTables(warehouse).actual(schemaExists(), tables(rows.keySet()), rows, views());
    }

    private boolean schemaExists() {
        var found = new ArrayList<String>();
        warehouse.query(
                "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = "
                        + literal(),
                row -> found.add(row.text(1)));
        return !found.isEmpty();
    }

    /** Views have columns too, and are no tables. */
    private Map<String, List<Column>> tables(Set<String> names) {
        var tables = new HashMap<String, List<Column>>();
        warehouse.query("""
                SELECT table_name, column_name, data_type FROM duckdb_columns()
                WHERE database_name = current_database() AND schema_name = %s
                ORDER BY table_name, column_index
                """.formatted(literal()), row -> {
            String table = row.text(1);
            if (names.contains(table)) {
                tables.computeIfAbsent(table, _ -> new ArrayList<>())
                        .add(new Column(row.text(2), DuckDbDialect.type(row.text(3))));
            }
        });
        return tables;
    }

    private Map<String, Long> rows() {
        var rows = new HashMap<String, Long>();
        warehouse.query(
                "SELECT table_name, estimated_size FROM duckdb_tables() WHERE database_name = current_database()"
                        + " AND schema_name = " + literal(),
                row -> rows.put(row.text(1), row.number(2)));
        return rows;
    }

    private Set<String> views() {
        var views = new HashSet<String>();
        warehouse.query(
                "SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()"
                        + " AND schema_name = " + literal(),
                row -> views.add(row.text(1)));
        return views;
    }

    private String literal() {
        return warehouse.dialect().text(warehouse.layout().schema());
    }
}
