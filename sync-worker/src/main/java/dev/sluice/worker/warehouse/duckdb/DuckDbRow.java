package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.Warehouse;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a DuckDB result. */
record DuckDbRow(ResultSet result) implements Warehouse.Row {

    @Override
    public String text(int column) {
        return read(() -> result.getString(column));
    }

    @Override
    public long number(int column) {
        return read(() -> result.getLong(column));
    }

    @Override
    public boolean flag(int column) {
        return read(() -> result.getBoolean(column));
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.value();
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }

    private interface Read<T> {
        T value() throws SQLException;
    }
}
