package dev.sluice.worker.postgres;

import dev.sluice.errors.DatabaseOutage;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in one transaction, which is committed when the work returns and rolled back when it throws. */
public final class Transactions {

    private final DataSource dataSource;

    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public <T> T call(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            return call(connection, work);
        } catch (SQLException e) {
            throw DatabaseOutage.translate(e);
        }
    }

    private static <T> T call(Connection connection, Work<T> work) throws SQLException {
        var done = false;
        try {
            var result = work.in(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
