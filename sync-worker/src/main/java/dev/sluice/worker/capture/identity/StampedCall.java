package dev.sluice.worker.capture.identity;

import dev.sluice.identity.v1.CallStamp;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.TextRules;
import java.time.Instant;
import java.util.Objects;

/** An identity call with what orders it among others. */
public record StampedCall(CapturedCall.Identity call, String messageId, Instant time) {

    private static final int LONGEST_SOURCE = 255;

    CallStamp stamp() {
        return CallStamp.newBuilder()
                .setTime(Timestamps.of(time))
                .setCallId(messageId)
                .setSource(source())
                .build();
    }

    /** The name of the library that made the call, where it told: {@code analytics.js}. */
    private String source() {
        var library = TextRules.cut(call.header().context().library(), LONGEST_SOURCE);
        return Objects.requireNonNullElse(library, "");
    }
}
