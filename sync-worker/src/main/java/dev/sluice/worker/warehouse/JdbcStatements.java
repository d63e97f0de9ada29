package dev.sluice.worker.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends statements over a JDBC connection, as all engines do it.
 *
 * @param meaning says what an engine's error means
 * @param meter counts them
 */
public record JdbcStatements(Connection connection, Function<SQLException, WarehouseFailure> meaning, Meter meter) {

    /** @return rows written, 0 for statements that write none */
    public long execute(String sql) {
        meter.sent();
        try (var statement = connection.createStatement();
                var _ = meter.asking().of(statement)) {
            statement.execute(sql);
            return written(statement);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Binds the values in order. @return rows written, 0 for statements that write none */
    public long execute(String sql, List<?> values) {
        meter.sent();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                var _ = meter.asking().of(statement)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, bound(values.get(i)));
            }
            statement.execute();
            return written(statement);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** @param atOnce rows to fetch at a time; 0 leaves it to the driver */
    public void query(String sql, int atOnce, Consumer<Warehouse.Row> rows) {
        meter.sent();
        try (var statement = connection.createStatement();
                var _ = meter.asking().of(statement)) {
            statement.setFetchSize(atOnce);
            try (var results = statement.executeQuery(sql)) {
                var row = new JdbcRow(results, this::failure);
                while (results.next()) {
                    rows.accept(row);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private WarehouseFailure failure(SQLException error) {
        return meter.asking().failure(error, meaning);
    }

    private long written(Statement statement) throws SQLException {
        long rows = Math.max(statement.getUpdateCount(), 0);
        meter.wrote(rows);
        return rows;
    }

    /** Columns are timestamps without zone, in UTC. */
    private static Object bound(Object value) {
        return value instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : value;
    }
}
