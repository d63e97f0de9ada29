package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a run that lands events and moves cursors writes down. */
final class SyncRecords implements RunRecords {

    /** Stands for the revision of the snapshot while tables await their replacement. */
    static final long UNFINISHED = -1;

    private final Warehouse warehouse;
    private final PreparedRun prepared;
    private final UUID runId;
    private final boolean described;
    private final AppliedLedger applied;
    private final SegmentLedger segments;

    SyncRecords(Warehouse warehouse, PreparedRun prepared, UUID runId) {
        this.warehouse = warehouse;
        this.prepared = prepared;
        this.runId = runId;
        this.described =
                warehouse.appliedRevision() == prepared.snapshot().desired().revision()
                        && prepared.plan().changes().stream().allMatch(PlannedChange::isOfRowsOnly);
        this.applied = new AppliedLedger(warehouse, prepared.started());
        this.segments = new SegmentLedger(warehouse, prepared.members().asOf());
    }

    /** Whether an earlier run ended before all tables were replaced, or told of. */
    static boolean isAwaited(Warehouse warehouse) {
        return warehouse.appliedRevision() == UNFINISHED;
    }

    @Override
    public void enter(Change change) {
        applied.enter(change);
        segments.enter(change);
    }

    @Override
    public void await(Change replacement) {
        applied.await(replacement);
        segments.await(replacement);
    }

    @Override
    public void enterVerdicts() {
        new FillLedger(warehouse).followRewritten(prepared.diffs());
        var waiting = new WaitingRows(warehouse);
        if (prepared.recalls()) {
            waiting.forget();
        }
        waiting.keep(prepared.diffs());
    }

    @Override
    public void enterPosition(boolean finished) {
        long revision = finished ? prepared.snapshot().desired().revision() : UNFINISHED;
        enterPosition(warehouse, prepared.landed().cursors(), runId, revision);
    }

    static void enterPosition(Warehouse warehouse, Warehouse.Cursors cursors, UUID runId, long revision) {
        warehouse.execute("DELETE FROM " + warehouse.raw("cursors"));
        warehouse.insert(
                warehouse.raw("cursors"),
                List.of("log_position", "feed_position", "run_id", "snapshot_revision"),
                List.of(List.of(cursors.logPosition(), cursors.feedPosition(), runId.toString(), revision)));
    }

    @Override
    public void tell(Map<String, Long> written, Predicate<String> tables) {
        var desired = prepared.snapshot().desired();
        desired.syncedSegments().stream()
                .filter(segment -> tables.test(segment.table()))
                .forEach(segments::refresh);
        new SyncTables(warehouse, tables)
                .record(
                        new SyncRecord(runId, prepared.started(), Instant.now(), prepared.plan(), written),
                        EventDiff.upToDate(prepared.diffs()),
                        EventDiff.waiting(prepared.diffs()),
                        desired.syncedSegments());
    }

    @Override
    public void describe() {
        if (!described) {
            var actual = warehouse.inspect();
            var desired = prepared.snapshot().desired();
            new EventMetadata(warehouse, prepared.snapshot(), actual).write(actual.standing(desired));
            new MadeColumns(warehouse, actual, desired)
                    .write(Stream.concat(
                                    EventDiff.upToDate(prepared.diffs()).stream(),
                                    EventDiff.waiting(prepared.diffs()).stream())
                            .toList());
        }
    }
}
