package dev.sluice.worker.capture.call;

import java.math.BigDecimal;

/** One property value as it was sent. */
public sealed interface Value {

    /** A boolean. */
    record Flag(boolean value) implements Value {}

    /** A whole number of at most 64 bits. */
    record Whole(long value) implements Value {}

    /** Any other number, with the digits it was sent with. */
    record Decimal(BigDecimal value) implements Value {}

    /** A text; also an array, an object or a whole number beyond 64 bits. */
    record Text(String value) implements Value {}
}
