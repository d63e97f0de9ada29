package dev.sluice.worker.run;

import dev.sluice.definitions.v1.Property;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.run.RunRecord.Stage;
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
            if (changesAnything(prepared, warehouse) || !deleted.isEmpty()) {
                Writing.in(warehouse, progress, fence)
                        .write(prepared.plan().changes(), new SyncRecords(warehouse, prepared, runId, started));
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

    private static boolean changesAnything(PreparedRun prepared, Warehouse warehouse) {
        return !prepared.plan().isEmpty() || prepared.movesCursors() || SyncRecords.isAwaited(warehouse);
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

    private PreparedRun prepare(Warehouse warehouse, Instant started, List<DeletedUser> deleted, boolean validateOnly) {
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
        return new PreparedRun(landed, snapshot, diffs, members, plan);
    }

    private void publish(PreparedRun prepared, Warehouse warehouse) {
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
