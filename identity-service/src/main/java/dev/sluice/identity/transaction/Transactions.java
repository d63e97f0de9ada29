package dev.sluice.identity.transaction;

import dev.sluice.errors.DatabaseOutage;
import dev.sluice.errors.Failure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs work in one PostgreSQL transaction: all of it is kept, or none. What the driver throws leaves here as a
 * {@link Failure} or as a fault of ours, never as itself.
 */
@Singleton
public final class Transactions {

    private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    private final ConnectionSource connections;

    @Inject
    Transactions(DataSource dataSource) {
        this((ConnectionSource) dataSource::getConnection);
    }

    Transactions(ConnectionSource connections) {
        this.connections = connections;
    }

    public <T> T write(Function<Transaction, T> work) {
        return run(work, true);
    }

    /** Does all the work of a write and keeps nothing of it. */
    public <T> T rehearse(Function<Transaction, T> work) {
        return run(work, false);
    }

    /** Every statement of the work sees the same moment. */
    public <T> T read(Function<Transaction, T> work) {
        return run(
                transaction -> {
                    transaction.execute(ONE_SNAPSHOT);
                    return work.apply(transaction);
                },
                true);
    }

    private <T> T run(Function<Transaction, T> work, boolean keep) {
        try (var connection = connections.open()) {
            connection.setAutoCommit(false);
            return run(work, keep, connection);
        } catch (SQLException e) {
            throw DatabaseOutage.translate(e);
        }
    }

    private static <T> T run(Function<Transaction, T> work, boolean keep, Connection connection) throws SQLException {
        T result;
        try {
            result = work.apply(new Transaction(connection));
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
        if (keep) {
            connection.commit();
        } else {
            connection.rollback();
        }
        return result;
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    @FunctionalInterface
    interface ConnectionSource {
        Connection open() throws SQLException;
    }
}
