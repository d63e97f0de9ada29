package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.BulkLoad;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Appends rows to a staging table through DuckDB's appender. */
final class DuckDbBulkLoad implements BulkLoad {

    private final DuckDBAppender appender;

    DuckDbBulkLoad(DuckDBConnection connection, String table) {
        try {
            this.appender = connection.createAppender("temp", "main", table);
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }

    @Override
    public void add(List<?> values) {
        try {
            appender.beginRow();
            for (Object value : values) {
                append(value);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }

    private void append(Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Long number -> appender.append(number.longValue());
            case Boolean flag -> appender.append(flag.booleanValue());
            case Instant instant -> appender.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            default -> throw new IllegalArgumentException("no such value in a bulk load: " + value.getClass());
        }
    }

    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }
}
