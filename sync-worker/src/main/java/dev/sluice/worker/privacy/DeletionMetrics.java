package dev.sluice.worker.privacy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how many deletions there are in each state, as of the last sweep. */
@ApplicationScoped
class DeletionMetrics {

    private final AtomicLong pending;
    private final AtomicLong done;

    DeletionMetrics(MeterRegistry meters) {
        pending = meters.gauge("sluice_deletions", Tags.of("state", "pending"), new AtomicLong());
        done = meters.gauge("sluice_deletions", Tags.of("state", "done"), new AtomicLong());
    }

    void count(long nowPending, long nowDone) {
        pending.set(nowPending);
        done.set(nowDone);
    }
}
