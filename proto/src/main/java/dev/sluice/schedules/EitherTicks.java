package dev.sluice.schedules;

import java.time.Instant;

/** The moments that at least one of two names, each once. */
record EitherTicks(Ticks one, Ticks other) implements Ticks {

    @Override
    public Instant after(Instant time) {
        var first = one.after(time);
        var second = other.after(time);
        return first.isBefore(second) ? first : second;
    }
}
