package dev.sluice.local.privacy;

import dev.sluice.local.harness.Stack;
import dev.sluice.local.query.PublishedFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for words in every row of every table there is. */
final class Traces {

    private static final String JDBC_URL = "-Dquarkus.datasource.jdbc.url=";

    private final List<Pattern> words;

    /** @param words to look for as wholes: 12 is not in 123 */
    Traces(Collection<String> words) {
        this.words = words.stream()
                .map(word -> Pattern.compile("(?<![0-9A-Za-z])" + Pattern.quote(word) + "(?![0-9A-Za-z])"))
                .toList();
    }

    /** Rows of a published file that hold one of the words, of both schemas. */
    List<String> inFile(Path file, String schema) {
        try (var warehouse = PublishedFile.open(file, schema)) {
            var found = new ArrayList<String>();
            var tables = warehouse.query(
                    "SELECT '\"' || table_schema || '\".\"' || table_name || '\"' FROM information_schema.tables",
                    Traces::column);
            for (var table : tables) {
                warehouse.query("SELECT r::VARCHAR FROM " + table + " AS r", Traces::column).stream()
                        .filter(this::hold)
                        .forEach(row -> found.add(table + " " + row));
            }
            return found;
        }
    }

    /** Rows of the services' own tables in these PostgreSQL schemas. */
    List<String> inDatabase(String... schemas) throws SQLException {
        var found = new ArrayList<String>();
        for (var schema : schemas) {
            for (var table : rows("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = '"
                    + schema + "'")) {
                rows("SELECT t::text FROM " + table + " AS t").stream()
                        .filter(this::hold)
                        .forEach(row -> found.add(table + " " + row));
            }
        }
        return found;
    }

    private boolean hold(String row) {
        return words.stream().anyMatch(word -> word.matcher(row).find());
    }

    private static List<String> rows(String sql) throws SQLException {
        var url = Stack.get().workerCommand().stream()
                .filter(argument -> argument.startsWith(JDBC_URL))
                .findAny()
                .orElseThrow()
                .substring(JDBC_URL.length());
        try (var connection = DriverManager.getConnection(url, "postgres", "postgres");
                var statement = connection.createStatement();
                var results = statement.executeQuery(sql)) {
            return column(results);
        }
    }

    private static List<String> column(ResultSet rows) throws SQLException {
        var column = new ArrayList<String>();
        while (rows.next()) {
            column.add(String.valueOf(rows.getString(1)));
        }
        return column;
    }
}
