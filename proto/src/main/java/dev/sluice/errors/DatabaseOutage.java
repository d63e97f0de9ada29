package dev.sluice.errors;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;

/**
 * Tells a PostgreSQL that is away, starting, full or held up by another writer from a statement that is wrong.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
public final class DatabaseOutage {

    /**
     * Connection lost, rolled back in favour of another, out of resources, stopped by an operator, system error, lock
     * not granted in time, read-only after a fail-over.
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "57", "58", "55P03", "25006");

    private DatabaseOutage() {}

    /** The failure to answer with, where an outage is among the causes: trying again may help. */
    public static Optional<Failure> behind(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error && passes(error)) {
                return Optional.of(new Failure.Unavailable("the database does not answer; try again", thrown));
            }
        }
        return Optional.empty();
    }

    /** What to throw for a driver's error. */
    public static RuntimeException translate(SQLException error) {
        return behind(error)
                .<RuntimeException>map(failure -> failure)
                .orElseGet(() -> new IllegalStateException("PostgreSQL refused a statement", error));
    }

    /** The pool gives no state when it has no connection to give. */
    private static boolean passes(SQLException error) {
        var state = error.getSQLState();
        return state == null
                || error instanceof SQLTransientException
                || error instanceof SQLRecoverableException
                || PASSING.stream().anyMatch(state::startsWith);
    }
}
