package dev.sluice.worker.metrics;

import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.wire.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Reads how the warehouses stand from what runs leave behind, those of jobs and of other replicas among them, and of a
 * registered one that no run has left anything of, that it is so.
 */
@ApplicationScoped
class WarehouseStandings {

    private static final String QUERY = query();

    private final KnownWarehouses registered;
    private final DataSource database;

    WarehouseStandings(KnownWarehouses registered, DataSource database) {
        this.registered = registered;
        this.database = database;
    }

    List<WarehouseStanding> all() {
        var warehouses = registered.all();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(QUERY)) {
            statement.setArray(1, array(connection, "text", warehouses, Warehouse::getEnvironment));
            statement.setArray(2, array(connection, "text", warehouses, Warehouse::getName));
            statement.setArray(3, array(connection, "timestamptz", warehouses, WarehouseStandings::registeredAt));
            return read(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("how the warehouses stand cannot be read", e);
        }
    }

    private static List<WarehouseStanding> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var all = new ArrayList<WarehouseStanding>();
            while (rows.next()) {
                all.add(standing(rows));
            }
            return all;
        }
    }

    private static Array array(
            Connection connection, String type, List<Warehouse> warehouses, Function<Warehouse, String> value)
            throws SQLException {
        return connection.createArrayOf(type, warehouses.stream().map(value).toArray());
    }

    private static String registeredAt(Warehouse warehouse) {
        return Timestamps.instant(warehouse.getCreatedAt()).toString();
    }

    private static WarehouseStanding standing(ResultSet row) throws SQLException {
        return new WarehouseStanding(
                row.getString("environment"),
                row.getString("warehouse"),
                number(row, "registered"),
                number(row, "last_success"),
                number(row, "failures_in_a_row"),
                number(row, "running_for"),
                number(row, "filling_for"),
                number(row, "fill_judged_events"),
                number(row, "left_out_tables"),
                number(row, "pending_events"),
                number(row, "pending_for"),
                number(row, "newest_event"),
                row.getLong("feed_position"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }

    private static String query() {
        try (var stream = WarehouseStandings.class.getResourceAsStream("warehouses.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
