package dev.sluice.worker.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads how the warehouses stand from what runs leave behind, those of jobs and of other replicas among them. */
@ApplicationScoped
class WarehouseStandings {

    private static final String QUERY = query();

    private final DataSource database;

    WarehouseStandings(DataSource database) {
        this.database = database;
    }

    List<WarehouseStanding> all() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(QUERY);
                var rows = statement.executeQuery()) {
            var all = new ArrayList<WarehouseStanding>();
            while (rows.next()) {
                all.add(standing(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("how the warehouses stand cannot be read", e);
        }
    }

    private static WarehouseStanding standing(ResultSet row) throws SQLException {
        return new WarehouseStanding(
                row.getString("environment"),
                row.getString("warehouse"),
                number(row, "last_success"),
                number(row, "failures_in_a_row"),
                number(row, "running_for"),
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
