package dev.sluice.worker.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the days of the event log that were dropped, and the sweeps that a warehouse made keep one. */
@ApplicationScoped
class RetentionMetrics {

    private final Counter dropped;
    private final Counter held;

    RetentionMetrics(MeterRegistry meters) {
        dropped = meters.counter("sluice_event_log_dropped_days");
        held = meters.counter("sluice_event_log_held_sweeps");
    }

    void dropped() {
        dropped.increment();
    }

    void held() {
        held.increment();
    }
}
