package dev.sluice.worker.warehouse.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Mends what DuckDB (seen in 1.4.4, 1.5.6 and 2.0.0) makes of a query that found no rows for a table: if the same
 * transaction then inserts nine tenths of a row group or more into it by another query, it reads the table as empty
 * until these are written to the file. A row that comes and goes in between keeps it from that.
 */
final class EmptyInserts {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")*\"|\\w+)";

    /** Statements that fill a table from a query, after comments. */
    private static final Pattern FILLS = Pattern.compile(
            "(?:\\s*--[^\\n]*\\n)*\\s*(?:INSERT INTO|CREATE (?:OR REPLACE )?(?:TEMP )?TABLE(?: IF NOT EXISTS)?(?=\\s+%1$s(?:\\.%1$s)*\\s+AS\\b))\\s+(%1$s(?:\\.%1$s)*).*"
                    .formatted(NAME),
            Pattern.DOTALL);

    /** Rows that a transaction has added itself have ids from here on. */
    private static final long FIRST_OWN_ROW = 36_028_797_018_960_000L;

    private final Connection connection;

    EmptyInserts(Connection connection) {
        this.connection = connection;
    }

    /** @param rows that the statement has written */
    void after(String sql, long rows) throws SQLException {
        var fills = FILLS.matcher(sql);
        if (rows == 0 && fills.matches()) {
            mend(fills.group(1));
        }
    }

    private void mend(String table) throws SQLException {
        String own = "FROM %s WHERE rowid >= %d".formatted(table, FIRST_OWN_ROW);
        try (var statement = connection.createStatement()) {
            if (!anyIn(statement, own)) {
                statement.execute("INSERT INTO %s DEFAULT VALUES".formatted(table));
                statement.execute("DELETE " + own);
            }
        }
    }

    private static boolean anyIn(Statement statement, String own) throws SQLException {
        try (var rows = statement.executeQuery("SELECT 1 " + own + " LIMIT 1")) {
            return rows.next();
        }
    }
}
