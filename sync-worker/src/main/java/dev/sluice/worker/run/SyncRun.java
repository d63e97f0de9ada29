package dev.sluice.worker.run;

import dev.sluice.definitions.v1.Property;
import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.EvidenceReader;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One run over one warehouse: the main path. */
final class SyncRun {

    private final String environment;
    private final String warehouseName;
    private final RunParts parts;
    private final Progress progress;

    SyncRun(String environment, String warehouseName, RunParts parts, Progress progress) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.parts = parts;
        this.progress = progress;
    }

    /** @param fence throws when another run has the warehouse by now; asked right before the commit and before publishing */
    Outcome run(UUID runId, Runnable fence) {
        var started = Instant.now();
        var target = parts.snapshots().target(environment, warehouseName);
        var deleted = parts.deletions().pending(environment, warehouseName);
        if (deleted.isEmpty() && parts.warehouses().isPresent(target) && isUpToDate(started)) {
            return new Outcome.UpToDate(parts.snapshots().revision(environment));
        }
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment))) {
            var prepared = prepare(warehouse, started, deleted, false);
            if (prepared.changesAnything() || !deleted.isEmpty()) {
                apply(prepared, warehouse, runId, started);
                fence.run();
                warehouse.commit();
            }
            fence.run();
            if (!deleted.isEmpty()) {
                warehouse.compact();
            }
            publish(prepared, warehouse);
            parts.deletions().done(warehouseName, deleted);
            return new Outcome.Applied(prepared.plan(), prepared.fillsLeft());
        }
    }

    /** The same path, stopped before anything is applied. */
    Plan planOnly() {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().openForPlanning(target, Layout.of(environment))) {
            var deleted = parts.deletions().pending(environment, warehouseName);
            return prepare(warehouse, Instant.now(), deleted, true).plan();
        }
    }

    private boolean isUpToDate(Instant now) {
        return parts.published()
                .is(
                        environment,
                        warehouseName,
                        parts.landing().heads(environment),
                        parts.snapshots().revision(environment),
                        now);
    }

    private record Prepared(
            Landing.Landed landed, SyncSnapshot snapshot, List<EventDiff> diffs, FoundMembers members, Plan plan) {
        boolean changesAnything() {
            return !plan.isEmpty() || !landed.before().equals(landed.cursors());
        }

        boolean fillsLeft() {
            return diffs.stream().anyMatch(EventDiff.FillBeside.class::isInstance);
        }
    }

    private Prepared prepare(Warehouse warehouse, Instant started, List<DeletedUser> deleted, boolean validateOnly) {
        var landed = parts.landing()
                .land(
                        warehouse,
                        environment,
                        deleted,
                        validateOnly,
                        events -> progress.at(Stage.LANDING, "Landing new raw events", events, 0));
        progress.at(Stage.PLANNING, "Comparing the warehouse with what should be in it", 0, 0);
        // A dry run's properties are in no catalog yet.
        var met = validateOnly ? landed.properties() : List.<Property>of();
        var snapshot = parts.snapshots().read(environment, warehouseName, met);
        var actual = warehouse.inspect();
        var desired = snapshot.desired();
        long head = landed.cursors().logPosition();
        var members = parts.memberships()
                .find(warehouse, new Memberships.Question(snapshot, actual, head, started, validateOnly));
        var diffs = EventDiff.between(
                actual, desired, new EventDiff.Reach(head, parts.config().fillBesideFrom()));
        var built = parts.tagging().tag(warehouse, snapshot, diffs, head);
        var evidence = new EvidenceReader(warehouse, actual, desired, diffs, built).read(landed, members.evidence());
        var plan = Planner.plan(actual, desired, diffs, evidence, warehouse.dialect(), warehouse.layout());
        return new Prepared(landed, snapshot, diffs, members, plan);
    }

    private void apply(Prepared prepared, Warehouse warehouse, UUID runId, Instant started) {
        var written = new PlanApplication(warehouse, progress).apply(prepared.plan());
        new FillLedger(warehouse).followRewritten(prepared.diffs());
        new SegmentLedger(warehouse, prepared.members().asOf())
                .record(prepared.plan(), prepared.snapshot().desired());
        new Bookkeeping(warehouse, prepared.snapshot(), started)
                .record(runId, prepared.landed().cursors(), prepared.diffs(), prepared.plan(), written);
    }

    private void publish(Prepared prepared, Warehouse warehouse) {
        progress.at(Stage.PUBLISHING, "Showing readers the result", 0, 0);
        warehouse.publish();
        parts.published()
                .set(
                        environment,
                        warehouseName,
                        prepared.landed().cursors(),
                        prepared.plan().revision(),
                        prepared.fillsLeft(),
                        prepared.members().changesAt());
    }
}
