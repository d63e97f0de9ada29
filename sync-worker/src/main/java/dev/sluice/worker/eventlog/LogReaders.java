package dev.sluice.worker.eventlog;

import dev.sluice.errors.Failure;
import dev.sluice.worker.postgres.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Keeps whoever turns raw events into users apart from whoever erases them. A reader may still hold events that are out
 * of the log by now, and would make their users known again after these were forgotten; so an erasure waits until
 * every reader who began before its end has come to theirs. The lock is the database's, shared by all workers, and goes
 * with the transaction of who holds it, however they end.
 */
@ApplicationScoped
public class LogReaders {

    private static final String KEY = "(hashtextextended('readers of the event log of ' || ?, 0))";
    private static final String BE_ONE = "select pg_advisory_xact_lock_shared" + KEY;
    private static final String AWAIT_ALL = "select pg_advisory_xact_lock" + KEY;
    private static final String PATIENCE = "select set_config('lock_timeout', ?, true)";

    private final Transactions transactions;
    private final EventLogConfig config;

    LogReaders(DataSource dataSource, EventLogConfig config) {
        this.transactions = new Transactions(dataSource);
        this.config = config;
    }

    /** Reads the log and makes the users of what it read known. */
    public <T> T reading(String environment, Supplier<T> work) {
        return transactions.call(connection -> {
            run(connection, BE_ONE, environment);
            return work.get();
        });
    }

    /** False while somebody who began before still reads. */
    public boolean haveEnded(String environment) {
        try {
            return transactions.call(connection -> {
                run(connection, PATIENCE, Long.toString(config.readersTimeout().toMillis()));
                run(connection, AWAIT_ALL, environment);
                return true;
            });
        } catch (Failure.Unavailable notInTime) {
            return false;
        }
    }

    private static void run(Connection connection, String sql, String value) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.execute();
        }
    }
}
