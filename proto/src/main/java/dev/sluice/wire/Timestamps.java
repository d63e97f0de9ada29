package dev.sluice.wire;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Writes times as the contracts have them. */
public final class Timestamps {

    private Timestamps() {}

    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
