package dev.sluice.definitions;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away, starting, full or held up by another writer from a statement that is wrong. */
final class DatabaseOutage {

    /** Connection exceptions, insufficient resources, operator intervention. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseOutage() {}

    static boolean isBehind(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException sql) {
        var state = sql.getSQLState();
        if (state != null && state.length() == 5) {
            return CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE);
        }
        // The pool's own exceptions have no state: waiting for a connection took too long, or none can be made.
        return sql instanceof SQLTransientException
                || sql.getCause() instanceof TimeoutException
                || sql.getCause() instanceof IOException;
    }
}
