package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.warehouse.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Counts the runs of this process and what they did. Labels are kept to what is registered or fixed: a warehouse, an
 * outcome, a stage, a kind of change.
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

    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(RunRecord run, Outcome outcome, Meter.Cost cost) {
        var warehouse = Tags.of("environment", run.environment, "warehouse", run.warehouse);
        count(warehouse, cost);
        meters.counter("sluice_runs", warehouse.and("outcome", name(outcome))).increment();
        duration("sluice_run_duration", warehouse).record(Duration.between(run.startedAt, Instant.now()));
        did(warehouse, outcome);
    }

    private void did(Tags warehouse, Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied(var plan, var _) -> applied(warehouse, plan);
            case Outcome.Partial(var applied, var leftOut) -> {
                applied(warehouse, applied.plan());
                meters.counter("sluice_run_left_out_tables", warehouse).increment(leftOut.size());
            }
            case Outcome.Verified(var found, var repair) -> {
                meters.counter("sluice_run_differing_tables", warehouse)
                        .increment(found.differences().size());
                repair.ifPresent(done -> did(warehouse, done));
            }
            case Outcome.UpToDate _, Outcome.Failed _, Outcome.Cancelled _ -> {}
        }
    }

    /** How long a run was in each of its stages. */
    void stages(Map<RunRecord.Stage, Duration> stages) {
        stages.forEach((stage, time) -> duration(
                        "sluice_run_stage_duration",
                        Tags.of("stage", stage.name().toLowerCase(Locale.ROOT)))
                .record(time));
    }

    private Timer duration(String name, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(DURATIONS).register(meters);
    }

    private void count(Tags warehouse, Meter.Cost cost) {
        meters.counter("sluice_run_statements", warehouse).increment(cost.statements());
        meters.counter("sluice_run_rows_written", warehouse).increment(cost.rowsWritten());
        meters.counter("sluice_run_staged_bytes", warehouse).increment(cost.stagedBytes());
        cost.rowsScanned()
                .ifPresent(rows ->
                        meters.counter("sluice_run_rows_scanned", warehouse).increment(rows));
    }

    private void applied(Tags warehouse, Plan plan) {
        meters.counter("sluice_run_landed_events", warehouse).increment(plan.landedEvents());
        for (var planned : plan.changes()) {
            meters.counter("sluice_run_changes", warehouse.and("kind", planned.kind()))
                    .increment();
            if (planned.change() instanceof Change.ReplaceUserMigrations(var migrations)) {
                meters.counter("sluice_run_migrations", warehouse).increment(migrations);
            }
        }
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.UpToDate _ -> "up_to_date";
            case Outcome.Applied _ -> "applied";
            case Outcome.Partial _ -> "partial";
            case Outcome.Verified(var found, var repair) ->
                repair.map(RunMetrics::name).orElse(found.isClean() ? "proven" : "differs");
            case Outcome.Failed _ -> "failed";
            case Outcome.Cancelled _ -> "cancelled";
        };
    }
}
