package dev.sluice.identity.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A writer of another replica that stands in the middle of its transaction; undone unless it commits. */
public final class OpenWriter implements AutoCloseable {

    private static final String WAITING = """
            SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))
            """;

    private final Connection connection;
    private final String environment;

    public OpenWriter(DataSource dataSource, String environment) throws SQLException {
        this.environment = environment;
        connection = dataSource.getConnection();
        connection.setAutoCommit(false);
    }

    /** Takes the next position of the feed, and with it the lock. */
    public void addUser(long userId) throws SQLException {
        run("UPDATE feed_head SET position = position + 1 WHERE environment = ?", environment);
        run(
                "INSERT INTO user_account (environment, user_id, kind, key, first_seen, root_user_id)" + " VALUES (?, "
                        + userId + ", 'anonymous', '" + userId + "', now(), " + userId + ")",
                environment);
        run(
                "INSERT INTO user_change (environment, user_id, position)" + " SELECT environment, " + userId
                        + ", position FROM feed_head WHERE environment = ?",
                environment);
    }

    public void awaitAnotherWriter() throws SQLException, InterruptedException {
        while (waiting() == 0) {
            Thread.sleep(20);
        }
    }

    public void cutOffTheOther() throws SQLException {
        run("SELECT pg_terminate_backend(pid) FROM (" + WAITING + ") waiting");
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private int waiting() throws SQLException {
        try (var statement = connection.prepareStatement(WAITING);
                var results = statement.executeQuery()) {
            return results.next() ? results.getInt(1) : 0;
        }
    }

    private void run(String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }
}
