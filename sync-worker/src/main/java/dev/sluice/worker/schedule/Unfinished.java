package dev.sluice.worker.schedule;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.run.RunScope;
import java.time.Instant;
import java.util.UUID;

/** What the last run of a schedule leaves to be tried again. */
sealed interface Unfinished {

    /** That of the run, and so of the one that tries again. */
    RunScope scope();

    /** All that the run was to do. @param retries how often it was tried again before that */
    record Whole(UUID run, RunScope scope, ErrorReason reason, Instant failedAt, int retries) implements Unfinished {}

    /** Some tables. @param retryAt when the first of them is to be tried again */
    record Tables(RunScope scope, Instant leftOutAt, Instant retryAt) implements Unfinished {}
}
