package dev.sluice.worker.capture.segment;

import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.http.SenderClock;
import dev.sluice.worker.capture.json.JsonObject;
import java.time.Instant;

/**
 * What a call of the Segment specification does not tell itself.
 *
 * @param type empty where the call tells it
 * @param clock of who sent the request
 */
record SegmentKind(String type, SenderClock clock) {

    private static final String BETWEEN = " ";

    /** @param body of the request; no call is lost for how it says when it was sent */
    static SegmentKind of(String type, JsonObject body, Instant now) {
        try {
            return new SegmentKind(type, SenderClock.read(body.time("sentAt"), now));
        } catch (CallRefused unreadable) {
            return new SegmentKind(type, SenderClock.read(null, now));
        }
    }

    /** As {@link #said} gave it. */
    static SegmentKind of(String said) {
        var parts = said.split(BETWEEN, 2);
        return new SegmentKind(parts[0], SenderClock.of(parts.length == 1 ? "" : parts[1]));
    }

    /** The type alone where the clock is right. */
    String said() {
        return clock.said().isEmpty() ? type : type + BETWEEN + clock.said();
    }
}
