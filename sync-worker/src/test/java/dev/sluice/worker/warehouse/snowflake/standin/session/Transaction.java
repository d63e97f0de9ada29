package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A session's transaction. In Snowflake a failed statement leaves it as it was, and each statement sees what others
 * have committed before it; in DuckDB a failure ends it, and all of it sees the state at its beginning. So the
 * statements that went well are done again, after a failure, and when a table is taken hold of that others
 * have changed; what others add is seen only as long as the transaction has changed nothing itself.
 */
final class Transaction {

    private static final int TRIES = 50;

    private final Store store;
    private final Connection connection;
    private final List<Work<?>> done = new ArrayList<>();
    private final List<Runnable> whenCommitted = new ArrayList<>();
    private boolean open;
    private boolean begun;
    private long seen;
    private volatile Statement running;

    /** Something to be done in DuckDB, over again if need be. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    Transaction(Store store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /** Keeps in mind what runs, so that it can be broken off. */
    Statement running(Statement statement) {
        running = statement;
        return statement;
    }

    /** From another thread. */
    void cancel() {
        var statement = running;
        try {
            if (statement != null && !statement.isClosed()) {
                statement.cancel();
            }
        } catch (SQLException e) {
            throw DuckDbErrors.translated(e);
        }
    }

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    void lock(ObjectName table, Duration patience) {
        store.locks().lock(table, this, patience);
    }

    void onCommit(Runnable action) {
        whenCommitted.add(action);
    }

    /** Only reads. */
    <T> T read(Work<T> work) {
        return open ? within(work, false) : once(work);
    }

    /** Changes rows, and is committed at once where no transaction is open. */
    <T> T change(Work<T> work) {
        if (open) {
            return within(work, true);
        }
        try {
            T result = once(work);
            committed();
            return result;
        } catch (SnowflakeError e) {
            whenCommitted.clear();
            throw e;
        } finally {
            store.locks().release(this);
        }
    }

    private <T> T within(Work<T> work, boolean keep) {
        int kept = whenCommitted.size();
        if (done.isEmpty() && store.commits().get() > seen) {
            undo();
        }
        try {
            T result = work.in(begun());
            if (keep) {
                done.add(work);
            }
            return result;
        } catch (SQLException e) {
            whenCommitted.subList(kept, whenCommitted.size()).clear();
            boolean outdated = DuckDbErrors.isConflict(e) && store.commits().get() > seen;
            again();
            if (outdated) {
                return within(work, keep);
            }
            throw DuckDbErrors.translated(e);
        } catch (SnowflakeError e) {
            whenCommitted.subList(kept, whenCommitted.size()).clear();
            again();
            throw e;
        }
    }

    /** The same transaction from its beginning, on what is committed by now. */
    private void again() {
        undo();
        begun();
        var kept = List.copyOf(whenCommitted);
        try {
            for (var work : done) {
                work.in(connection);
            }
        } catch (SQLException e) {
            throw DuckDbErrors.translated(e);
        }
        whenCommitted.clear();
        whenCommitted.addAll(kept);
    }

    private Connection begun() {
        if (!begun) {
            seen = store.commits().get();
            tellDuckDb("BEGIN TRANSACTION");
            begun = true;
        }
        return connection;
    }

    private void undo() {
        if (begun) {
            begun = false;
            tellDuckDb("ROLLBACK");
        }
    }

    private <T> T once(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            tellDuckDb("BEGIN TRANSACTION");
            try {
                T result = work.in(connection);
                execute("COMMIT");
                return result;
            } catch (SQLException e) {
                rollbackQuietly();
                if (attempt == TRIES || !DuckDbErrors.isConflict(e)) {
                    throw DuckDbErrors.translated(e);
                }
                pause(attempt);
            } catch (SnowflakeError e) {
                rollbackQuietly();
                throw e;
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SnowflakeError.canceled();
        }
    }

    void commit() {
        try {
            if (begun) {
                begun = false;
                tellDuckDb("COMMIT");
                committed();
            }
        } finally {
            end();
        }
    }

    void rollback() {
        undo();
        end();
    }

    private void committed() {
        store.commits().incrementAndGet();
        whenCommitted.forEach(Runnable::run);
        whenCommitted.clear();
    }

    private void end() {
        open = false;
        done.clear();
        whenCommitted.clear();
        store.locks().release(this);
    }

    private void tellDuckDb(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw DuckDbErrors.translated(e);
        }
    }

    private void rollbackQuietly() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // A COMMIT that failed has ended it already.
            assert e.getMessage().contains("no transaction") : e;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
