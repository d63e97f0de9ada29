package dev.sluice.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of a schema, as far as those who read and write them rely on it.
 *
 * @param columns of each table, by their names
 * @param keys of each table, also foreign ones, as PostgreSQL writes them
 */
record Tables(Map<String, Map<String, Column>> columns, Map<String, Set<String>> keys) {

    private static final String SCHEMA = "migrated";

    private static final String COLUMNS = """
            SELECT relname, attname, format_type(atttypid, atttypmod), attnotnull, atthasdef OR attidentity <> ''
            FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'migrated'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition
                AND attnum > 0 AND NOT attisdropped
            """;

    private static final String KEYS = """
            SELECT relname, pg_get_constraintdef(pg_constraint.oid)
            FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
            WHERE relnamespace = 'migrated'::regnamespace AND contype IN ('p', 'u', 'f', 'x') AND NOT relispartition
            UNION ALL
            SELECT relname, regexp_replace(pg_get_indexdef(indexrelid), '^CREATE UNIQUE INDEX .* USING', 'UNIQUE INDEX')
            FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
            WHERE relnamespace = 'migrated'::regnamespace AND indisunique AND NOT relispartition
                AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
            """;

    /** @param filled whether a row that says nothing of it has a value all the same */
    record Column(String type, boolean required, boolean filled) {}

    /** An empty schema, in which unqualified names are from now on. */
    static void reset(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s".formatted(SCHEMA));
        }
        connection.setSchema(SCHEMA);
    }

    static Tables read(Connection connection) throws SQLException {
        var columns = new TreeMap<String, Map<String, Column>>();
        var keys = new TreeMap<String, Set<String>>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getString(1), _ -> new TreeMap<>())
                            .put(rows.getString(2), column(rows));
                }
            }
            try (var rows = statement.executeQuery(KEYS)) {
                while (rows.next()) {
                    keys.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return new Tables(columns, keys);
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(row.getString(3), row.getBoolean(4), row.getBoolean(5));
    }

    /** What those who know these tables would stumble over. */
    List<String> missedIn(Tables after) {
        var missed = new ArrayList<String>();
        columns.forEach((table, known) -> {
            if (after.columns.containsKey(table)) {
                known.forEach(
                        (name, column) -> missed.addAll(missed(table + "." + name, column, after.column(table, name))));
                missed.addAll(demanded(table, after));
                missed.addAll(keysChanged(table, after));
            } else {
                missed.add(table + " is gone");
            }
        });
        return missed;
    }

    /** Null where it is gone. */
    private Column column(String table, String name) {
        return columns.get(table).get(name);
    }

    private static List<String> missed(String name, Column before, Column after) {
        if (after == null) {
            return List.of(name + " is gone");
        }
        var missed = new ArrayList<String>();
        if (!before.type().equals(after.type())) {
            missed.add("%s is %s and was %s".formatted(name, after.type(), before.type()));
        }
        if (!before.required() && after.required()) {
            missed.add(name + " must not be null any more");
        }
        if (before.filled() && !after.filled()) {
            missed.add(name + " has no default any more");
        }
        return missed;
    }

    private List<String> demanded(String table, Tables after) {
        var demanded = new ArrayList<String>();
        after.columns.get(table).forEach((name, column) -> {
            if (column(table, name) == null && column.required() && !column.filled()) {
                demanded.add("%s.%s is new, not null, and has no default".formatted(table, name));
            }
        });
        return demanded;
    }

    private List<String> keysChanged(String table, Tables after) {
        var gone = new TreeSet<>(keys.getOrDefault(table, Set.of()));
        var come = new TreeSet<>(after.keys.getOrDefault(table, Set.of()));
        come.removeAll(gone);
        gone.removeAll(after.keys.getOrDefault(table, Set.of()));
        var changed = new ArrayList<String>();
        gone.forEach(key -> changed.add("%s has no %s any more".formatted(table, key)));
        come.forEach(key -> changed.add("%s has a new %s".formatted(table, key)));
        return changed;
    }
}
