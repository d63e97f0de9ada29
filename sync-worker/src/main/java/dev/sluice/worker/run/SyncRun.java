package dev.sluice.worker.run;

import dev.sluice.definitions.v1.Property;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.tagging.EvidenceReader;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One run over one warehouse: the main path. */
final class SyncRun {

    private final String environment;
    private final String warehouseName;
    private final RunScope scope;
    private final RunParts parts;
    private final Progress progress;
    private final Meter meter;

    SyncRun(String environment, String warehouseName, RunScope scope, RunParts parts, Progress progress, Meter meter) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.scope = scope;
        this.parts = parts;
        this.progress = progress;
        this.meter = meter;
    }

    /** @param fence throws when another run has the warehouse by now; asked right before the commit and before publishing */
    Outcome run(UUID runId, Runnable fence) {
        var started = Instant.now();
        var target = parts.snapshots().target(environment, warehouseName);
        var deleted = parts.deletions().pending(environment, warehouseName);
        var waiting = waiting(deleted);
        if (deleted.isEmpty() && !waiting.isRecalled() && parts.warehouses().isPresent(target) && isUpToDate(started)) {
            return upToDate();
        }
        long landed = landHistory(target, runId, fence);
        return withoutFailing(
                leftOut -> run(new Attempt(runId, started, target, deleted, waiting, leftOut, landed), fence));
    }

    private Waiting waiting(List<DeletedUser> deleted) {
        return Waiting.of(scope, parts.published().waiting(environment, warehouseName), !deleted.isEmpty());
    }

    private long landHistory(Target target, UUID runId, Runnable fence) {
        return parts.published().logPosition(environment, warehouseName).isPresent()
                ? 0
                : new HistoryLanding(environment, target, parts, progress, meter).land(runId, fence);
    }

    /** Where nothing has happened, tables that failed are left out again until it is time to try them. */
    private Outcome upToDate() {
        long revision = parts.snapshots().revision(environment);
        var failed = LeftOut.waiting(parts.setbacks().all(environment, warehouseName));
        return failed.isEmpty()
                ? new Outcome.UpToDate(revision)
                : Outcome.of(new Outcome.Applied(new Plan(revision, 0, List.of()), false), failed);
    }

    /** One table's failure does not stop the others: all is done again without it. */
    private Outcome withoutFailing(Function<LeftOut, Outcome> run) {
        return LeftOut.withoutFailing(
                LeftOut.waiting(parts.setbacks().notDue(environment, warehouseName)),
                leftOut -> rememberingWhatFails(() -> run.apply(leftOut)),
                failure -> progress.at(Stage.LANDING, "Once more, without " + failure.table(), 0, 0));
    }

    private Outcome rememberingWhatFails(Supplier<Outcome> run) {
        try {
            return run.get();
        } catch (TableFailed failed) {
            parts.setbacks().add(environment, warehouseName, failed.failure());
            throw failed;
        }
    }

    /** @param landed events of a long history that this run has landed before */
    private record Attempt(
            UUID runId,
            Instant started,
            Target target,
            List<DeletedUser> deleted,
            Waiting waiting,
            LeftOut leftOut,
            long landed) {}

    private Outcome run(Attempt attempt, Runnable fence) {
        var deleted = attempt.deleted();
        try (var warehouse = parts.warehouses().open(attempt.target(), Layout.of(environment), meter)) {
            var planned = prepare(warehouse, attempt, false);
            var prepared = planned;
            if (prepared.changesAnything(warehouse) || !deleted.isEmpty()) {
                prepared = write(prepared, warehouse, attempt, fence);
                fence.run();
                warehouse.commit();
            }
            fence.run();
            if (!deleted.isEmpty()) {
                warehouse.compact();
            }
            publish(prepared, warehouse);
            if (prepared.leftOut().beyond(planned.leftOut()).isEmpty()) {
                // A table whose replacement failed may still show who is to be deleted.
                parts.deletions().done(warehouseName, deleted);
            }
            var plan = prepared.plan().withMoreLanded(attempt.landed());
            return Outcome.of(new Outcome.Applied(plan, prepared.fillsLeft()), prepared.leftOut());
        }
    }

    private PreparedRun write(PreparedRun prepared, Warehouse warehouse, Attempt attempt, Runnable fence) {
        rememberWaiting(prepared);
        var written = prepared.write(warehouse, progress, attempt.runId(), fence);
        written.leftOut()
                .beyond(prepared.leftOut())
                .forEach(failure -> parts.setbacks().add(environment, warehouseName, failure));
        return written;
    }

    /** The same path, stopped before anything is applied. */
    Planned planOnly() {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().openForPlanning(target, Layout.of(environment), meter)) {
            var deleted = parts.deletions().pending(environment, warehouseName);
            var waiting = waiting(deleted);
            var leftOut = LeftOut.waiting(parts.setbacks().notDue(environment, warehouseName));
            var prepared =
                    prepare(warehouse, new Attempt(null, Instant.now(), target, deleted, waiting, leftOut, 0), true);
            return new Planned(prepared.plan(), prepared.leftOut(), meter.cost());
        }
    }

    /**
     * A plan that is not to be applied.
     *
     * @param leftOut tables that are left out of it
     * @param cost what a run takes before it applies the plan
     */
    record Planned(Plan plan, LeftOut leftOut, Meter.Cost cost) {}

    private boolean isUpToDate(Instant now) {
        return parts.published()
                .is(
                        environment,
                        warehouseName,
                        parts.landing().heads(environment),
                        parts.snapshots().revision(environment),
                        now);
    }

    private PreparedRun prepare(Warehouse warehouse, Attempt attempt, boolean validateOnly) {
        long before = warehouse.cursors().logPosition();
        var landed = parts.landing()
                .land(
                        warehouse,
                        environment,
                        attempt.deleted(),
                        validateOnly,
                        (position, head) ->
                                progress.at(Stage.LANDING, "Landing new raw events", position - before, head - before));
        var waiting = attempt.waiting();
        if (waiting.isRecalled()) {
            new WaitingRows(warehouse).recall();
        }
        progress.at(Stage.PLANNING, "Comparing the warehouse with what should be in it", 0, 0);
        // A dry run's properties are in no catalog yet.
        var met = validateOnly ? landed.properties() : List.<Property>of();
        var wanted = parts.snapshots().read(environment, warehouseName, met);
        var actual = warehouse.inspect();
        var leftOut = attempt.leftOut().in(actual, wanted.desired(), warehouse.layout());
        var snapshot = waiting.in(wanted.leavingOut(leftOut.tables()));
        var desired = snapshot.desired();
        long head = landed.cursors().logPosition();
        var members = parts.memberships()
                .find(warehouse, new Memberships.Question(snapshot, actual, head, attempt.started(), validateOnly));
        var diffs = EventDiff.between(
                actual, desired, new EventDiff.Reach(head, parts.config().fillBesideFrom()));
        var built = parts.tagging().tag(warehouse, snapshot, diffs, head);
        var evidence = new EvidenceReader(warehouse, actual, desired, diffs, built).read(landed, members.evidence());
        var plan = Planner.plan(actual, desired, diffs, evidence, warehouse.dialect(), warehouse.layout());
        return new PreparedRun(
                attempt.started(), landed, waiting.isRecalled(), snapshot, leftOut, diffs, members, plan);
    }

    private void publish(PreparedRun prepared, Warehouse warehouse) {
        progress.at(Stage.PUBLISHING, "Showing readers the result", 0, 0);
        warehouse.publish();
        var retryAt = rememberFailed(prepared.leftOut());
        parts.published()
                .set(
                        environment,
                        warehouseName,
                        prepared.landed().cursors(),
                        prepared.plan().revision(),
                        prepared.fillsLeft(),
                        prepared.members().changesAt(),
                        retryAt);
        if (prepared.recalls()) {
            parts.published().forgetWaiting(environment, warehouseName);
        }
        // Where the warehouse had no state before, there was nothing to remember it by.
        rememberWaiting(prepared);
    }

    private void rememberWaiting(PreparedRun prepared) {
        var waiting = EventDiff.waiting(prepared.diffs());
        if (!waiting.isEmpty()) {
            parts.published()
                    .addWaiting(
                            environment,
                            warehouseName,
                            waiting.stream().map(EventTable::definitionId).collect(Collectors.toSet()));
        }
    }

    private Optional<Instant> rememberFailed(LeftOut leftOut) {
        leftOut.list().stream()
                .filter(failure -> failure.kind() == TableFailure.Kind.NAME_TAKEN)
                .forEach(failure -> parts.setbacks().add(environment, warehouseName, failure));
        return parts.setbacks().keepOnly(environment, warehouseName, leftOut.tables());
    }
}
