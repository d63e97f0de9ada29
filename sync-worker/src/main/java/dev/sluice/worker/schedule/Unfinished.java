package dev.sluice.worker.schedule;

import dev.sluice.errors.v1.ErrorReason;
import java.time.Instant;
import java.util.UUID;

/** What the last run of a schedule leaves to be tried again. */
sealed interface Unfinished {

    /** All of it. @param retries how often it was tried again before that */
    record Everything(UUID run, ErrorReason reason, Instant failedAt, int retries) implements Unfinished {}

    /** Some tables. @param retryAt when the first of them is to be tried again */
    record Tables(Instant leftOutAt, Instant retryAt) implements Unfinished {}
}
