package dev.sluice.worker.warehouse;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What a run asks of its warehouse right now, so that somebody else can tell whether it hangs, and stop it: what is being
 * asked is cancelled then, and nothing more is asked. Safe for several threads.
 */
public final class Asking {

    private static final Logger LOG = Logger.getLogger(Asking.class);

    private final Set<Statement> open = ConcurrentHashMap.newKeySet();
    private volatile long heard = System.nanoTime();
    private volatile RuntimeException stopped;

    /** A statement that is asked until this is closed. */
    public interface Question extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws WarehouseFailure.Stopped when the run is to ask nothing more */
    public Question of(Statement statement) {
        open.add(statement);
        try {
            hear();
        } catch (WarehouseFailure.Stopped e) {
            open.remove(statement);
            throw e;
        }
        return () -> {
            open.remove(statement);
            heard = System.nanoTime();
        };
    }

    /** There is a sign of life. @throws WarehouseFailure.Stopped when the run is to ask nothing more */
    public void hear() {
        heard = System.nanoTime();
        if (stopped != null) {
            throw new WarehouseFailure.Stopped(stopped);
        }
    }

    /** How long ago something was asked, or answered, or heard otherwise. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    /** @param why is the cause of what is thrown at whoever asks, or waits for an answer */
    public void stop(RuntimeException why) {
        stopped = why;
        open.forEach(Asking::cancel);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // It may have ended meanwhile.
            LOG.infof("A statement is not cancelled: cause=%s", e.getMessage());
        }
    }

    /** What an error means: one of a statement that was cancelled means that. */
    public WarehouseFailure failure(SQLException error, Function<SQLException, WarehouseFailure> meaning) {
        var why = stopped;
        return why == null ? meaning.apply(error) : new WarehouseFailure.Stopped(why);
    }
}
