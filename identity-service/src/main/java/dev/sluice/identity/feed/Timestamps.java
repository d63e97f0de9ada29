package dev.sluice.identity.feed;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Writes times as the contract has them. */
public final class Timestamps {

    private Timestamps() {}

    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
