package dev.sluice.worker.capture.call;

import java.time.Instant;

/**
 * What every captured call carries.
 *
 * @param messageId the idempotency key, or null for a call that is never repeated
 * @param time null for the time of arrival
 * @param anonymousId null where there is none
 * @param identity null where there is none
 */
public record CallHeader(String messageId, Instant time, String anonymousId, String identity, Context context) {}
