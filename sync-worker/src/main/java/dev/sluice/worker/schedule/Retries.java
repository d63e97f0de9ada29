package dev.sluice.worker.schedule;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.run.Backoff;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** When a run is tried again before its next tick: the longer after it, the more often it has failed. */
record Retries(Backoff backoff, int most) {

    /** Empty where that is left to the next tick. Whoever asks is told the same. */
    Optional<Instant> at(Unfinished unfinished) {
        return switch (unfinished) {
            case Unfinished.Whole(var run, var _, var reason, var failedAt, var retries)
            when retries < most && mayPass(reason) ->
                Optional.of(failedAt.plus(backoff.after(retries + 1, chance(run))));
            case Unfinished.Whole _ -> Optional.empty();
            // Each table has its own pauses. One that waits for something else than time is left to the next tick.
            case Unfinished.Tables(var _, var leftOutAt, var retryAt) ->
                Optional.of(retryAt).filter(leftOutAt::isBefore);
        };
    }

    /** Whether trying again may help though nobody does anything about it. */
    private static boolean mayPass(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_ENVIRONMENT_NOT_FOUND, ERROR_REASON_WAREHOUSE_NOT_FOUND, ERROR_REASON_NOT_IMPLEMENTED ->
                false;
            default -> true;
        };
    }

    private static double chance(UUID run) {
        return new SplittableRandom(run.getMostSignificantBits()).nextDouble();
    }
}
