package dev.sluice.worker.run;

import dev.sluice.definitions.v1.Property;
import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.snapshot.Snapshots;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.EvidenceReader;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.Warehouses;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One run over one warehouse: the main path. */
final class SyncRun {

    private final String environment;
    private final String warehouseName;
    private final Parts parts;
    private final Progress progress;

    /** What every run works with. */
    record Parts(
            Warehouses warehouses, Landing landing, Snapshots snapshots, Tagging tagging, PublishedState published) {}

    SyncRun(String environment, String warehouseName, Parts parts, Progress progress) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.parts = parts;
        this.progress = progress;
    }

    /** @param fence throws when another run has the warehouse by now; asked right before the commit and before publishing */
    Outcome run(UUID runId, Runnable fence) {
        var started = Instant.now();
        var target = parts.snapshots().target(environment, warehouseName);
        if (parts.warehouses().isPresent(target) && isUpToDate()) {
            return new Outcome.UpToDate(parts.snapshots().revision(environment));
        }
        try (var warehouse = parts.warehouses().open(target, layout())) {
            var prepared = prepare(warehouse, false);
            if (prepared.changesAnything()) {
                var written = new PlanApplication(warehouse, progress).apply(prepared.plan());
                new Bookkeeping(warehouse, prepared.snapshot())
                        .record(runId, started, prepared.landed(), prepared.plan(), written);
                fence.run();
                warehouse.commit();
            }
            fence.run();
            progress.at(Stage.PUBLISHING, "Showing readers the result", 0, 0);
            warehouse.publish();
            parts.published()
                    .set(
                            environment,
                            warehouseName,
                            prepared.landed().cursors(),
                            prepared.plan().revision());
            return new Outcome.Applied(prepared.plan());
        }
    }

    /** The same path, stopped before anything is applied. */
    Plan planOnly() {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().openForPlanning(target, layout())) {
            return prepare(warehouse, true).plan();
        }
    }

    private Layout layout() {
        return Layout.of(environment);
    }

    private boolean isUpToDate() {
        return parts.published()
                .is(
                        environment,
                        warehouseName,
                        parts.landing().heads(environment),
                        parts.snapshots().revision(environment));
    }

    private record Prepared(Landing.Landed landed, SyncSnapshot snapshot, Plan plan) {
        boolean changesAnything() {
            return !plan.isEmpty() || !landed.before().equals(landed.cursors());
        }
    }

    private Prepared prepare(Warehouse warehouse, boolean validateOnly) {
        var landed = parts.landing()
                .land(
                        warehouse,
                        environment,
                        validateOnly,
                        events -> progress.at(Stage.LANDING, "Landing new raw events", events, 0));
        progress.at(Stage.PLANNING, "Comparing the warehouse with what should be in it", 0, 0);
        var actual = warehouse.inspect();
        // A dry run's properties are in no catalog yet.
        var met = validateOnly ? landed.properties() : List.<Property>of();
        var snapshot = parts.snapshots().read(environment, warehouseName, met);
        return new Prepared(landed, snapshot, plan(warehouse, landed, actual, snapshot));
    }

    private Plan plan(Warehouse warehouse, Landing.Landed landed, Actual actual, SyncSnapshot snapshot) {
        var diffs = EventDiff.between(actual, snapshot.desired());
        parts.tagging().tag(warehouse, snapshot, diffs, landed.cursors().logPosition());
        var evidence = new EvidenceReader(warehouse, actual, diffs).read(landed);
        return Planner.plan(actual, snapshot.desired(), evidence, warehouse.dialect(), warehouse.layout());
    }
}
