package dev.sluice.errors;

import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the failure that a caller is told of; what is none is a fault of ours, and only that is logged with its trace. */
public final class KnownFailures {

    private static final Logger LOG = Logger.getLogger(KnownFailures.class);

    private KnownFailures() {}

    /** Empty for a fault of ours, which is logged here. */
    public static Optional<Failure> of(Throwable thrown) {
        var known = among(thrown).or(() -> DatabaseOutage.behind(thrown)).or(() -> whileStopping(thrown));
        if (known.isEmpty()) {
            LOG.error("A call failed for a fault of ours", thrown);
        } else if (known.get() instanceof Failure.Unavailable away) {
            LOG.warnf("Something that is needed does not answer: cause=%s", away.getMessage());
        }
        return known;
    }

    private static Optional<Failure> whileStopping(Throwable thrown) {
        return Stopping.hasBegun()
                ? Optional.of(new Failure.Unavailable("this service is stopping; send the call again", thrown))
                : Optional.empty();
    }

    private static Optional<Failure> among(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
