package dev.sluice.worker.run;

import java.time.Duration;

/**
 * How long to wait before what failed is tried again: twice as long after each failure, up to a longest pause,
 * and never for the same time as others that failed with it.
 */
public record Backoff(Duration first, Duration longest) {

    private static final double SPREAD = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param failures in a row, from 1
     * @param chance from 0 to 1
     */
    public Duration after(int failures, double chance) {
        double factor = Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        double millis = Math.min(first.toMillis() * factor, longest.toMillis());
        return Duration.ofMillis((long) (millis * (1 - SPREAD + 2 * SPREAD * chance)));
    }
}
