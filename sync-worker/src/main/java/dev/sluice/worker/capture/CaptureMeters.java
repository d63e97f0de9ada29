package dev.sluice.worker.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts captured calls by kind and outcome, and times requests. */
@ApplicationScoped
class CaptureMeters {

    private static final Duration[] LATENCIES = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Counter> calls;
    private final Timer requests;

    CaptureMeters(MeterRegistry meters) {
        this.calls = Counter.builder("sluice.capture.calls")
                .description("Captured calls by kind and outcome")
                .withRegistry(meters);
        this.requests = Timer.builder("sluice.capture.request.duration")
                .description("Time from a request's calls being read to their being durable")
                .serviceLevelObjectives(LATENCIES)
                .register(meters);
    }

    CaptureReport time(Supplier<CaptureReport> request) {
        return requests.record(request);
    }

    void count(List<Outcome> outcomes) {
        outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> new Series(outcome.kind(), name(outcome)), Collectors.counting()))
                .forEach((series, count) -> calls.withTags("kind", series.kind(), "outcome", series.outcome())
                        .increment(count));
    }

    private record Series(String kind, String outcome) {}

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Repeated _ -> "repeated";
            case Outcome.Refused _ -> "refused";
        };
    }
}
