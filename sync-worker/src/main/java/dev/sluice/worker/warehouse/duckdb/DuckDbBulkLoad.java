package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Meter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Appends rows to a staging table through DuckDB's appender. Nothing is sent anywhere, so the bytes that are counted are
 * those that the values take.
 */
final class DuckDbBulkLoad implements BulkLoad {

    private final DuckDBAppender appender;
    private final Meter meter;
    private long bytes;

    DuckDbBulkLoad(DuckDBConnection connection, String table, Meter meter) {
        this.meter = meter;
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
                bytes += size(value);
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

    private static long size(Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> text.length();
            case Boolean _ -> 1;
            default -> Long.BYTES;
        };
    }

    @Override
    public void close() {
        try {
            appender.close();
            meter.staged(bytes);
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }
}
