package dev.sluice.local.law;

import dev.sluice.local.query.PublishedFile;
import dev.sluice.local.query.PublishedFile.RowReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads whole tables, to compare them. */
final class Dump {

    /** Tables about runs: two ways to the same warehouse have different runs. */
    private static final List<String> ABOUT_RUNS = List.of("_sync_info", "_sync_history");

    /** When a run began, in the tables of segments. */
    private static final String AS_OF = "as_of";

    /** How a null is read. */
    static final String NULL = "null";

    private static final String EVENT_METADATA = "_event_metadata";

    /** What is said of definitions; the rest is of columns. */
    private static final List<List<String>> DEFINITION_COLUMNS = List.of(
            List.of("event_definition_id"),
            List.of("event_name"),
            List.of("event_table_name"),
            List.of("definition_revision"),
            List.of("definition"),
            List.of("state"));

    /** How another engine calls the type that DuckDB calls so. */
    private static final Map<String, String> TYPES = Map.of(
            "text", "VARCHAR",
            "bigint", "BIGINT",
            "boolean", "BOOLEAN",
            "double precision", "DOUBLE",
            "timestamp without time zone", "TIMESTAMP");

    private final Queried warehouse;

    Dump(PublishedFile warehouse) {
        this((Queried) warehouse::query);
    }

    Dump(Queried warehouse) {
        this.warehouse = warehouse;
    }

    /** Answers a query as text, row by row. */
    interface Queried {
        List<List<String>> query(String sql, RowReader<List<List<String>>> reader);
    }

    /** Every table and view of the schema: its columns, then its rows in order. */
    Map<String, List<String>> everything(String schema) {
        var tables = new TreeMap<String, List<String>>();
        for (var name :
                column("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema + "'")) {
            if (!ABOUT_RUNS.contains(name)) {
                tables.put(name, comparable(schema, name));
            }
        }
        return tables;
    }

    private List<String> comparable(String schema, String name) {
        var lines = new ArrayList<String>();
        var columns = name.equals(EVENT_METADATA) ? DEFINITION_COLUMNS : columnsWithValues(schema, name);
        columns.forEach(column -> lines.add(column.stream()
                .map(word -> TYPES.getOrDefault(word, word))
                .toList()
                .toString()));
        var names =
                columns.stream().map(column -> '"' + column.getFirst() + '"').toList();
        if (!names.isEmpty()) {
            var rows = name.equals(EVENT_METADATA) ? "SELECT DISTINCT" : "SELECT";
            rows("%s %s FROM \"%s\".\"%s\"".formatted(rows, String.join(", ", names), schema, name)).stream()
                    .map(List::toString)
                    .sorted()
                    .forEach(lines::add);
        }
        return lines;
    }

    /**
     * A column that was made stays, though a late event may take the only rows out that had a value in it; a warehouse
     * built later never gets such a column.
     */
    private List<List<String>> columnsWithValues(String schema, String name) {
        return rows("""
                SELECT column_name, data_type FROM information_schema.columns
                WHERE table_schema = '%s' AND table_name = '%s' AND column_name <> '%s'
                """.formatted(schema, name, AS_OF)).stream()
                .sorted(Comparator.comparing(List::getFirst))
                .filter(column -> !column(
                                "SELECT count(\"%s\") FROM \"%s\".\"%s\"".formatted(column.getFirst(), schema, name))
                        .equals(List.of("0")))
                .toList();
    }

    boolean exists(String table) {
        return !columns(table).isEmpty();
    }

    boolean isEmpty(String table) {
        return column("SELECT count(*) FROM \"%s\"".formatted(table)).equals(List.of("0"));
    }

    /** By name; none where there is no such table. */
    List<String> columns(String table) {
        return column("SELECT column_name FROM information_schema.columns WHERE table_name = '%s'".formatted(table)
                + " AND table_schema = current_schema() ORDER BY column_name");
    }

    /** A whole table: its columns, then its rows in order. */
    List<String> table(String table) {
        var lines = new ArrayList<>(List.of(columns(table).toString()));
        var names = columns(table).stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        rows("SELECT %s FROM \"%s\" ORDER BY ALL".formatted(names, table)).forEach(row -> lines.add(row.toString()));
        return lines;
    }

    List<String> column(String sql) {
        return rows(sql).stream().map(List::getFirst).toList();
    }

    List<List<String>> rows(String sql) {
        return warehouse.query(sql, Dump::read);
    }

    /** The first column as a key to the others. */
    Map<String, List<String>> byKey(String sql) {
        var found = new TreeMap<String, List<String>>();
        rows(sql).forEach(row -> found.put(row.getFirst(), row.subList(1, row.size())));
        return found;
    }

    private static List<List<String>> read(ResultSet rows) throws SQLException {
        var read = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(rows.getObject(i)));
            }
            read.add(row);
        }
        return read;
    }
}
