package dev.sluice.worker.run;

import java.util.UUID;

/**
 * What a run is started for, where that may be done but once. It is taken in the transaction that begins the run's record:
 * there is a run for it, or it is still there to be taken.
 */
@FunctionalInterface
public interface Claim {

    Claim NONE = _ -> true;

    /** @return false where it was taken before; there is no run then */
    boolean take(UUID run);

    /** Rolls back the transaction. */
    final class Taken extends RuntimeException {
        Taken() {
            super("another run was started for it", null, false, false);
        }
    }
}
