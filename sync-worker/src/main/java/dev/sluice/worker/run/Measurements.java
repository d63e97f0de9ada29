package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.run.Measurement.Kind;
import dev.sluice.worker.warehouse.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says what a run adds to the metrics. Labels are kept to what is registered or fixed: a warehouse, an outcome, a stage, a kind
 * of change.
 */
final class Measurements {

    private static final double NANOS = 1e9;

    private final Map<String, String> warehouse;
    private final List<Measurement> all = new ArrayList<>();

    private Measurements(RunRecord run) {
        warehouse = Map.of("environment", run.environment, "warehouse", run.warehouse);
    }

    /** @param stages how long the run was in each of its stages */
    static List<Measurement> of(
            RunRecord run, Outcome outcome, Meter.Cost cost, Duration took, Map<RunRecord.Stage, Duration> stages) {
        var measurements = new Measurements(run);
        measurements.took(took, stages);
        measurements.count(cost);
        measurements.count("sluice_runs", with("outcome", name(outcome), measurements.warehouse), 1);
        measurements.did(outcome);
        return measurements.all;
    }

    private static Map<String, String> with(String label, String value, Map<String, String> labels) {
        var more = new HashMap<>(labels);
        more.put(label, value);
        return Map.copyOf(more);
    }

    private void count(String metric, Map<String, String> labels, double amount) {
        all.add(new Measurement(Kind.COUNT, metric, labels, amount));
    }

    private void count(String metric, double amount) {
        count(metric, warehouse, amount);
    }

    private void time(String metric, Map<String, String> labels, Duration time) {
        all.add(new Measurement(Kind.TIME, metric, labels, time.toNanos() / NANOS));
    }

    private void took(Duration took, Map<RunRecord.Stage, Duration> stages) {
        time("sluice_run_duration", warehouse, took);
        stages.forEach((stage, time) ->
                time("sluice_run_stage_duration", Map.of("stage", stage.name().toLowerCase(Locale.ROOT)), time));
    }

    private void count(Meter.Cost cost) {
        count("sluice_run_statements", cost.statements());
        count("sluice_run_rows_written", cost.rowsWritten());
        count("sluice_run_staged_bytes", cost.stagedBytes());
        cost.rowsScanned().ifPresent(rows -> count("sluice_run_rows_scanned", rows));
    }

    private void did(Outcome outcome) {
        switch (outcome) {
            case Outcome.Applied(var plan, var _) -> applied(plan);
            case Outcome.Partial(var applied, var leftOut) -> {
                applied(applied.plan());
                count("sluice_run_left_out_tables", leftOut.size());
            }
            case Outcome.Verified(var found, var repair) -> {
                count("sluice_run_differing_tables", found.differences().size());
                repair.ifPresent(this::did);
            }
            case Outcome.UpToDate _, Outcome.Failed _, Outcome.Cancelled _ -> {}
        }
    }

    private void applied(Plan plan) {
        count("sluice_run_landed_events", plan.landedEvents());
        for (var planned : plan.changes()) {
            count("sluice_run_changes", with("kind", planned.kind(), warehouse), 1);
            if (planned.change() instanceof Change.ReplaceUserMigrations(var migrations)) {
                count("sluice_run_migrations", migrations);
            }
        }
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.UpToDate _ -> "up_to_date";
            case Outcome.Applied _ -> "applied";
            case Outcome.Partial _ -> "partial";
            case Outcome.Verified(var found, var repair) ->
                repair.map(Measurements::name).orElse(found.isClean() ? "proven" : "differs");
            case Outcome.Failed _ -> "failed";
            case Outcome.Cancelled _ -> "cancelled";
        };
    }
}
