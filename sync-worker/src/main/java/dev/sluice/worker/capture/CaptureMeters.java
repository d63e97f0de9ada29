package dev.sluice.worker.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts captured calls by kind and outcome. */
@ApplicationScoped
class CaptureMeters {

    private final MeterProvider<Counter> calls;

    CaptureMeters(MeterRegistry meters) {
        this.calls = Counter.builder("sluice.capture.calls")
                .description("Captured calls by kind and outcome")
                .withRegistry(meters);
    }

    void count(List<Outcome> outcomes) {
        for (var outcome : outcomes) {
            calls.withTags("kind", outcome.kind(), "outcome", name(outcome)).increment();
        }
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Repeated _ -> "repeated";
            case Outcome.Refused _ -> "refused";
            case Outcome.Withheld _ -> "withheld";
        };
    }
}
