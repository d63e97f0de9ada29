package dev.sluice.wire;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Writes and reads times as the contracts have them. */
public final class Timestamps {

    private Timestamps() {}

    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
