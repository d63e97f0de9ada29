package dev.sluice.worker.eventlog;

import dev.sluice.errors.Failure;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a PostgreSQL that is away, starting, full or too busy from a fault of ours.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class PostgresErrors {

    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String READ_ONLY = "25006";
    private static final String POOL_EXHAUSTED = "acquisition timeout";

    private PostgresErrors() {}

    /** The failure that a database error stands for, if there is one among the causes and trying again may help. */
    public static Optional<Failure.Unavailable> unavailable(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && passes(error)) {
                return Optional.of(new Failure.Unavailable("the database does not answer", thrown));
            }
        }
        return Optional.empty();
    }

    static RuntimeException failure(SQLException error) {
        return unavailable(error)
                .<RuntimeException>map(failure -> failure)
                .orElseGet(() -> new IllegalStateException("the database refused a statement", error));
    }

    private static boolean passes(SQLException error) {
        var state = error.getSQLState();
        if (state == null) {
            return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT).contains(POOL_EXHAUSTED);
        }
        return error instanceof SQLTransientException
                || error instanceof SQLRecoverableException
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.equals(READ_ONLY)
                || UNAVAILABLE_CLASSES.contains(state.substring(0, 2));
    }
}
