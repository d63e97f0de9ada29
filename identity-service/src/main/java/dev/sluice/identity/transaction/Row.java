package dev.sluice.identity.transaction;

import dev.sluice.errors.DatabaseOutage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The row a query stands on, read by column name. */
public final class Row {

    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    public long number(String column) {
        return read(() -> results.getLong(column));
    }

    public boolean flag(String column) {
        return read(() -> results.getBoolean(column));
    }

    public String text(String column) {
        return read(() -> results.getString(column));
    }

    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(text(column));
    }

    public Instant time(String column) {
        return optionalTime(column).orElseThrow();
    }

    public Optional<Instant> optionalTime(String column) {
        return Optional.ofNullable(read(() -> results.getObject(column, OffsetDateTime.class)))
                .map(OffsetDateTime::toInstant);
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.read();
        } catch (SQLException e) {
            throw DatabaseOutage.translate(e);
        }
    }

    @FunctionalInterface
    private interface Read<T> {
        T read() throws SQLException;
    }
}
