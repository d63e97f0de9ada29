package dev.sluice.worker.run;

import dev.sluice.errors.KnownFailures;
import dev.sluice.worker.role.NotSyncing;
import dev.sluice.worker.warehouse.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counts runs and what they did. A job ends before anybody could scrape it, so what its runs add is kept for a worker that
 * serves, which counts it as its own.
 */
@ApplicationScoped
class RunMetrics {

    /** From a run that finds little to one that builds all of a long history. */
    private static final Duration[] DURATIONS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private static final double NANOS = 1e9;

    private final MeterRegistry meters;
    private final UnservedMetrics unserved;
    private volatile boolean isJob;

    RunMetrics(MeterRegistry meters, UnservedMetrics unserved) {
        this.meters = meters;
        this.unserved = unserved;
    }

    /** From now on all is left to those that are scraped. */
    void leaveToOthers() {
        isJob = true;
    }

    /** @param stages how long it was in each of its stages */
    void ended(RunRecord run, Outcome outcome, Meter.Cost cost, Map<RunRecord.Stage, Duration> stages) {
        var took = Duration.between(run.startedAt, Instant.now());
        var measurements = Measurements.of(run, outcome, cost, took, stages);
        if (isJob) {
            unserved.keep(run.id, measurements);
        } else {
            serve(measurements);
        }
    }

    @Scheduled(
            every = "${sluice.metrics.refresh-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void serveThoseOfJobs() {
        try {
            serve(unserved.take());
        } catch (RuntimeException e) {
            // PostgreSQL may be away; they are taken later.
            KnownFailures.of(e);
        }
    }

    private void serve(List<Measurement> measurements) {
        measurements.forEach(this::serve);
    }

    private void serve(Measurement measurement) {
        var labels = measurement.labels().entrySet().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue()))
                .toList();
        switch (measurement.kind()) {
            case COUNT -> meters.counter(measurement.metric(), labels).increment(measurement.amount());
            case TIME ->
                Timer.builder(measurement.metric())
                        .tags(labels)
                        .serviceLevelObjectives(DURATIONS)
                        .register(meters)
                        .record(Duration.ofNanos((long) (measurement.amount() * NANOS)));
        }
    }
}
