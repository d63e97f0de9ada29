package dev.sluice.worker.capture.identity;

import com.google.protobuf.Timestamp;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.worker.capture.call.CapturedCall;
import java.time.Instant;

/**
 * An identity call with what orders it among others.
 *
 * @param place of the call in its batch
 */
public record StampedCall(int place, CapturedCall.Identity call, String messageId, Instant time) {

    CallStamp stamp() {
        return CallStamp.newBuilder().setTime(timestamp()).setCallId(messageId).build();
    }

    Timestamp timestamp() {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
