package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Binds;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A temporary table of texts in DuckDB, with columns B1, B2 and so on, for what comes from outside. */
final class TextRows implements AutoCloseable {

    static final String TABLE = "temp.main.text_rows";

    private final Connection connection;
    private final DuckDBAppender appender;
    private long count;

    TextRows(Connection connection, int columns) throws SQLException {
        this.connection = connection;
        execute("CREATE OR REPLACE TEMP TABLE text_rows (%s)"
                .formatted(Binds.columns(columns).stream().collect(Collectors.joining(" VARCHAR, ", "", " VARCHAR"))));
        this.appender = connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "text_rows");
    }

    void add(List<String> row) {
        try {
            appender.beginRow();
            for (String value : row) {
                if (value == null) {
                    appender.appendNull();
                } else {
                    appender.append(value);
                }
            }
            appender.endRow();
            count++;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count() {
        return count;
    }

    /** From here on the rows can be read. */
    void complete() throws SQLException {
        appender.close();
    }

    long insert(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP TABLE IF EXISTS temp.main.text_rows");
    }
}
