package dev.sluice.worker.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how many refused calls are kept, as of the last look, and counts those that left, by how. */
@ApplicationScoped
public class QuarantineMetrics {

    private final AtomicLong kept = new AtomicLong();
    private final MeterProvider<Counter> left;

    QuarantineMetrics(MeterRegistry meters) {
        Gauge.builder("sluice.quarantine.calls", kept, AtomicLong::get)
                .description("Refused calls that are kept")
                .register(meters);
        this.left = Counter.builder("sluice.quarantine.left")
                .description(
                        "Refused calls that are kept no longer: replayed, expired, displaced by newer ones, erased")
                .withRegistry(meters);
    }

    /** @param how replayed, expired, displaced or erased */
    public void left(String how, int calls) {
        left.withTag("how", how).increment(calls);
    }

    void kept(long calls) {
        kept.set(calls);
    }
}
