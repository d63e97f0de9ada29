package dev.sluice.schedules;

import java.time.Duration;
import java.time.Instant;

/** The anchor, and every whole number of intervals before and after it. */
record EqualTicks(Instant anchor, Duration every) implements Ticks {

    @Override
    public Instant after(Instant time) {
        long before = Math.floorDiv(Duration.between(anchor, time).toSeconds(), every.toSeconds());
        return anchor.plus(every.multipliedBy(before + 1));
    }
}
