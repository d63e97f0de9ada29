package dev.sluice.worker.run;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * What a run adds to a metric.
 *
 * @param metric as Micrometer knows it
 * @param amount of a time, seconds
 */
@RegisterForReflection
record Measurement(Kind kind, String metric, Map<String, String> labels, double amount) {

    /** A counter, or a histogram of times. */
    enum Kind {
        COUNT,
        TIME
    }
}
