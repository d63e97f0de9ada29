package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Pauses grow, up to a longest one, and differ. */
class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertEquals(Duration.ofMinutes(1), BACKOFF.after(1, 0.5));
        assertEquals(Duration.ofMinutes(2), BACKOFF.after(2, 0.5));
        assertEquals(Duration.ofMinutes(4), BACKOFF.after(3, 0.5));
        assertEquals(Duration.ofHours(6), BACKOFF.after(10, 0.5));
        assertEquals(Duration.ofHours(6), BACKOFF.after(Integer.MAX_VALUE, 0.5));
    }

    @Property
    void chanceMovesThemByAFifth(
            @ForAll @IntRange(min = 1) int failures, @ForAll @DoubleRange(min = 0, max = 1) double chance) {
        double factor = (double) BACKOFF.after(failures, chance).toMillis()
                / BACKOFF.after(failures, 0.5).toMillis();
        assertTrue(factor >= 0.799 && factor <= 1.201, () -> "by " + factor);
    }
}
