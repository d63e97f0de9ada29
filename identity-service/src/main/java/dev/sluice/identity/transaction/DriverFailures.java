package dev.sluice.identity.transaction;

import dev.sluice.errors.Failure;
import java.sql.SQLException;
import java.util.List;

/** Tells a PostgreSQL that is away, or too busy, from a statement that is our fault. */
final class DriverFailures {

    /**
     * Connection lost, rolled back in favour of another, out of resources, read-only after a fail-over, lock not
     * granted in time, shut down or cancelled by an operator.
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "25006", "55P03", "57");

    private DriverFailures() {}

    static RuntimeException translate(SQLException e) {
        return passes(e.getSQLState())
                ? new Failure.Unavailable("the database of identity-service does not answer; try again", e)
                : new IllegalStateException("PostgreSQL refused a statement", e);
    }

    /** The pool gives no state when it has no connection to give. */
    private static boolean passes(String state) {
        return state == null || PASSING.stream().anyMatch(state::startsWith);
    }
}
