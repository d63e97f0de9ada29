package dev.sluice.worker.capture.key;

import java.time.Duration;
import java.time.Instant;

/**
 * What was said of a write key.
 *
 * @param expiresAt null where the key has no end
 * @param askedAt when it was said, or could not be
 */
record KnownKey(String environment, Instant expiresAt, Instant askedAt) {

    boolean hasEnded(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    boolean isOlderThan(Duration age, Instant now) {
        return askedAt.plus(age).isBefore(now);
    }

    KnownKey askedInVain(Instant now) {
        return new KnownKey(environment, expiresAt, now);
    }
}
