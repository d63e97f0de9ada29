package dev.sluice.worker.quarantine;

import dev.sluice.errors.v1.ErrorReason;
import java.time.Instant;
import java.util.List;

/**
 * A call that was refused, with what it takes to read it again.
 *
 * @param kind what the door has to know beside the body; may be empty
 * @param body JSON; null where it was longer than is kept
 * @param origin where the request came from
 * @param field path of the field to blame, empty where the call as a whole is wrong
 * @param userKeys whom it names, by {@link UserKeys}
 */
public record RefusedCall(
        String environment,
        Instant receivedAt,
        Door door,
        String kind,
        String body,
        Origin origin,
        ErrorReason reason,
        String field,
        String message,
        List<String> userKeys) {

    public RefusedCall {
        userKeys = List.copyOf(userKeys);
    }

    /** The same call, refused for another reason by now. */
    public RefusedCall refusedFor(ErrorReason newReason, String newField, String newMessage) {
        return new RefusedCall(
                environment, receivedAt, door, kind, body, origin, newReason, newField, newMessage, userKeys);
    }
}
