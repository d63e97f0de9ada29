package dev.sluice.worker.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Times Sluice's way and another to the same result, in turn, so that what else the machine does hits both alike.
 *
 * @param ours seconds, by round
 * @param theirs seconds, by round
 */
record Comparison(String what, String other, List<Double> ours, List<Double> theirs, double most) {

    /** One timed piece of work; what it needs is prepared before the clock starts. */
    interface Work {
        double seconds();
    }

    /** @param most the ratio to stay below */
    static Comparison of(String what, String other, double most, int rounds, Work ours, Work theirs) {
        var left = new ArrayList<Double>();
        var right = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            left.add(ours.seconds());
            right.add(theirs.seconds());
            System.out.printf("  %s: %.2f s against %.2f s%n", what, left.getLast(), right.getLast());
        }
        return new Comparison(what, other, left, right, most);
    }

    static double timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    static double median(List<Double> values) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    double ratio() {
        return median(ours) / median(theirs);
    }

    boolean reached() {
        return ratio() <= most;
    }
}
