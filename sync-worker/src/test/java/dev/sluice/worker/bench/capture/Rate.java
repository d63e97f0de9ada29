package dev.sluice.worker.bench.capture;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Events a second over a number of connections, and rows a second of a plain COPY.
 *
 * @param all of each round
 * @param waited in microseconds, at the rate that waiting times are measured at
 */
record Rate(int connections, List<Double> all, List<Double> copied, Histogram waited) {

    double ours() {
        return median(all);
    }

    double plain() {
        return median(copied);
    }

    double ratio() {
        return ours() / plain();
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
