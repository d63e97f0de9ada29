package dev.sluice.worker.privacy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows how many deletions there are in each state, as of the last sweep. */
@ApplicationScoped
class DeletionMetrics {

    private final MultiGauge deletions;

    DeletionMetrics(MeterRegistry meters) {
        deletions = MultiGauge.builder("sluice_deletions").register(meters);
    }

    void count(long pending, long done) {
        deletions.register(
                List.of(Row.of(Tags.of("state", "pending"), pending), Row.of(Tags.of("state", "done"), done)), true);
    }
}
