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
public record CallHeader(String messageId, Instant time, String anonymousId, String identity, Context context) {

    /** The same at another time. */
    public CallHeader at(Instant otherTime) {
        return new CallHeader(messageId, otherTime, anonymousId, identity, context);
    }

    /** Fills in what the call did not say. */
    public CallHeader orElse(String otherMessageId, Instant otherTime) {
        return new CallHeader(
                messageId == null ? otherMessageId : messageId,
                time == null ? otherTime : time,
                anonymousId,
                identity,
                context);
    }
}
