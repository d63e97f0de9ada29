package dev.sluice.worker.run;

import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.warehouse.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Counts runs and what they did. */
@ApplicationScoped
class RunMetrics {

    private final MeterRegistry meters;

    RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(RunRecord run, Outcome outcome, Meter.Cost cost) {
        count(run, cost);
        meters.counter("sluice_runs", "outcome", name(outcome)).increment();
        meters.timer("sluice_run_duration").record(Duration.between(run.startedAt, Instant.now()));
        switch (outcome) {
            case Outcome.Applied(var plan, var _) -> applied(plan);
            case Outcome.Partial(var applied, var leftOut) -> {
                applied(applied.plan());
                meters.counter("sluice_run_left_out_tables").increment(leftOut.size());
            }
            case Outcome.UpToDate _, Outcome.Failed _ -> {}
        }
    }

    private void count(RunRecord run, Meter.Cost cost) {
        var warehouse = Tags.of("environment", run.environment, "warehouse", run.warehouse);
        meters.counter("sluice_run_statements", warehouse).increment(cost.statements());
        meters.counter("sluice_run_rows_written", warehouse).increment(cost.rowsWritten());
        meters.counter("sluice_run_staged_bytes", warehouse).increment(cost.stagedBytes());
        cost.rowsScanned()
                .ifPresent(rows ->
                        meters.counter("sluice_run_rows_scanned", warehouse).increment(rows));
    }

    private void applied(Plan plan) {
        meters.counter("sluice_run_landed_events").increment(plan.landedEvents());
        meters.counter("sluice_run_applied_changes").increment(plan.changes().size());
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.UpToDate _ -> "up_to_date";
            case Outcome.Applied _ -> "applied";
            case Outcome.Partial _ -> "partial";
            case Outcome.Failed _ -> "failed";
        };
    }
}
