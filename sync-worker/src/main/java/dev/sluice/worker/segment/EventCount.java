package dev.sluice.worker.segment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * How many of a user's events lie in the window (T − within, T] as T goes on: an event enters at its time and leaves
 * when it is as old as the window is long.
 *
 * @param times in order
 * @param within absent: nothing ever leaves
 */
record EventCount(List<Instant> times, Optional<Duration> within) {

    Timeline timeline(IntPredicate isMet) {
        var line = Timeline.Builder.from(Truth.of(isMet.test(0)));
        int entered = 0;
        int left = 0;
        while (entered < times.size() || (within.isPresent() && left < entered)) {
            var time = next(entered, left);
            entered = passed(times, entered, time);
            left = within.isPresent() ? passed(times, left, time.minus(within.get())) : 0;
            line.add(time, Truth.of(isMet.test(entered - left)));
        }
        return line.build();
    }

    /** Whatever comes first: the next event, or the end of the window of the oldest inside. */
    private Instant next(int entered, int left) {
        if (within.isEmpty() || left == entered) {
            return times.get(entered);
        }
        var leaves = times.get(left).plus(within.get());
        return entered == times.size() || leaves.isBefore(times.get(entered)) ? leaves : times.get(entered);
    }

    private static int passed(List<Instant> times, int place, Instant time) {
        int passed = place;
        while (passed < times.size() && !times.get(passed).isAfter(time)) {
            passed++;
        }
        return passed;
    }
}
