package dev.sluice.worker.warehouse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * The current row of a result of a JDBC driver.
 *
 * @param meaning says what an engine's error means
 */
record JdbcRow(ResultSet results, Function<SQLException, WarehouseFailure> meaning) implements Warehouse.Row {

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

    private <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw meaning.apply(e);
        }
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }
}
