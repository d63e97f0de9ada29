package dev.sluice.worker.failures;

import dev.sluice.errors.Failure;
import dev.sluice.worker.eventlog.PostgresErrors;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the failure that a caller is told of; what is none is a fault of ours, and only that is logged with its trace. */
final class KnownFailures {

    private static final Logger LOG = Logger.getLogger(KnownFailures.class);

    private KnownFailures() {}

    static Optional<Failure> of(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                if (failure instanceof Failure.Unavailable) {
                    LOG.warnf("dependency unavailable reason=\"%s\"", failure.getMessage());
                }
                return Optional.of(failure);
            }
        }
        return PostgresErrors.unavailable(thrown).map(failure -> failure);
    }

    static void logFault(Throwable thrown) {
        LOG.error("request failed", thrown);
    }
}
