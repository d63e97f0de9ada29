package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Warehouse;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a result of Snowflake. */
record SnowflakeRow(ResultSet results) implements Warehouse.Row {

    @Override
    public String text(int column) {
        return read(() -> results.getString(column));
    }

    @Override
    public long number(int column) {
        return read(() -> results.getLong(column));
    }

    @Override
    public boolean flag(int column) {
        return read(() -> results.getBoolean(column));
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw SnowflakeErrors.statement(e);
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }
}
