package dev.sluice.worker.bench.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What the worker is compared with: one client that copies the rows of the event log into the empty event log. */
final class PlainCopy {

    private static final double NANOS = 1e9;

    private final String jdbcUrl;

    PlainCopy(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Takes the log's rows out and copies them in again. @return rows a second */
    double again() {
        try (var connection = connect()) {
            var api = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new ByteArrayOutputStream();
            long count = api.copyOut("copy (select * from worker.event_log) to stdout", rows);
            truncate(connection);
            long start = System.nanoTime();
            api.copyIn("copy worker.event_log from stdin", new ByteArrayInputStream(rows.toByteArray()));
            double rate = count * NANOS / (System.nanoTime() - start);
            truncate(connection);
            return rate;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void empty() {
        try (var connection = connect()) {
            truncate(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
    }

    private static void truncate(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("truncate worker.event_log");
        }
    }
}
