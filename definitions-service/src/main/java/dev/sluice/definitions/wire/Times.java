package dev.sluice.definitions.wire;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.sluice.errors.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants in contracts and in PostgreSQL, which keeps whole microseconds. */
public final class Times {

    private Times() {}

    /** The present, exactly as it will be read back from the database. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    public static Instant toInstant(String field, Timestamp message) {
        if (!Timestamps.isValid(message)) {
            throw new Failure.Invalid(field, "must be a time between the years 1 and 9999");
        }
        return Instant.ofEpochSecond(message.getSeconds(), message.getNanos()).truncatedTo(ChronoUnit.MICROS);
    }
}
