package dev.sluice.worker.warehouse.postgres;

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

/** Reads what stands in a PostgreSQL warehouse. */
final class PostgresInspector {

    private final Warehouse warehouse;

    PostgresInspector(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    Actual inspect() {
        return new InternalTables(warehouse)
                .actual(schemaExists(warehouse.layout().schema()), tables(), rows(), others());
    }

    boolean schemaExists(String schema) {
        return warehouse.count(
                        "pg_namespace WHERE nspname = " + warehouse.dialect().text(schema))
                > 0;
    }

    boolean exists(String relation) {
        return warehouse.count("to_regclass(%s) AS found WHERE found IS NOT NULL"
                        .formatted(warehouse.dialect().text(relation)))
                > 0;
    }

    /** Whether there is any table, view or sequence in a schema. */
    boolean holdsAnything(String schema) {
        return warehouse.count("pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = "
                        + warehouse.dialect().text(schema))
                > 0;
    }

    private Map<String, List<Column>> tables() {
        var tables = new HashMap<String, List<Column>>();
        warehouse.query(
                """
                SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
                FROM pg_class AS c
                JOIN pg_namespace AS n ON n.oid = c.relnamespace
                JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE n.nspname = %s AND c.relkind IN ('r', 'p')
                ORDER BY c.relname, a.attnum
                """.formatted(literal()),
                row -> tables.computeIfAbsent(row.text(1), _ -> new ArrayList<>())
                        .add(new Column(row.text(2), PostgresDialect.type(row.text(3)))));
        return tables;
    }

    /** As the server knows without counting; none for a table that was never analyzed. */
    private Map<String, Long> rows() {
        var rows = new HashMap<String, Long>();
        warehouse.query("""
                SELECT c.relname, greatest(c.reltuples, 0)::bigint
                FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE n.nspname = %s AND c.relkind IN ('r', 'p')
                """.formatted(literal()), row -> rows.put(row.text(1), row.number(2)));
        return rows;
    }

    /** Indexes too: the server gives no table the name of one. */
    private Set<String> others() {
        var others = new HashSet<String>();
        warehouse.query("""
                SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE n.nspname = %s AND c.relkind NOT IN ('r', 'p')
                """.formatted(literal()), row -> others.add(row.text(1)));
        return others;
    }

    private String literal() {
        return warehouse.dialect().text(warehouse.layout().schema());
    }
}
