package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Writes down, in the run's own transaction, what was applied and up to where: for the next run in the internal schema,
 * for analysts in {@code _sync_info}, {@code _sync_history} and {@code _event_metadata}.
 */
final class Bookkeeping {

    private static final List<String> APPLIED = List.of(
            "event_definition_id", "event_name", "event_table_name", "definition_revision", "fingerprint", "state");

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final Instant started;

    /** @param started when the run began */
    Bookkeeping(Warehouse warehouse, SyncSnapshot snapshot, Instant started) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.started = started;
    }

    /** @param inserted rows per table */
    void record(UUID runId, Warehouse.Cursors cursors, List<EventDiff> diffs, Plan plan, Map<String, Long> inserted) {
        boolean described = warehouse.appliedRevision() == snapshot.desired().revision()
                && plan.changes().stream().allMatch(PlannedChange::isOfRowsOnly);
        recordCursors(runId, cursors);
        plan.changes().forEach(planned -> record(planned.change()));
        new SyncTables(warehouse)
                .record(
                        new SyncRecord(runId, started, Instant.now(), plan, inserted),
                        EventDiff.moving(diffs),
                        snapshot.desired().syncedSegments());
        if (!described) {
            describe(warehouse.inspect(), EventDiff.moving(diffs));
        }
    }

    /** Of a run that moved no cursor and touched few tables. */
    void recordTouched(UUID runId, Plan plan, Map<String, Long> written) {
        plan.changes().forEach(planned -> record(planned.change()));
        var actual = warehouse.inspect();
        new SyncTables(warehouse)
                .recordHistory(new SyncRecord(runId, started, Instant.now(), plan, written), moving(actual));
        describe(actual, moving(actual));
    }

    private void describe(Actual actual, List<EventTable> moving) {
        new EventMetadata(warehouse, snapshot, actual).write(standing(actual));
        new MadeColumns(warehouse, actual, snapshot.desired()).write(moving);
    }

    private void recordCursors(UUID runId, Warehouse.Cursors cursors) {
        warehouse.execute("DELETE FROM " + warehouse.raw("cursors"));
        warehouse.insert(
                warehouse.raw("cursors"),
                List.of("log_position", "feed_position", "run_id", "snapshot_revision"),
                List.of(List.of(
                        cursors.logPosition(),
                        cursors.feedPosition(),
                        runId.toString(),
                        snapshot.desired().revision())));
    }

    private void record(Change change) {
        switch (change) {
            case Change.CreateEventTable(var event, var _, var _) -> recordMadeTable(event);
            case Change.RebuildEventTable(var _, var event, var _, var _, var _) -> recordMadeTable(event);
            case Change.DescribeEvent(var _, var event) -> recordDescription(event);
            case Change.LeaveOutEvent(var _, var event) -> recordLeftOut(event);
            case Change.ReplaceAllEvents(var tables) -> recordAllEvents(tables);
            case Change.StartFill(var event, var _) -> new FillLedger(warehouse).start(event);
            case Change.DropFill(var event) -> new FillLedger(warehouse).drop(event.definitionId());
            case Change.OpenGap(var gap, var _) -> new GapLedger(warehouse, started).open(gap);
            case Change.CloseGap(var gap, var _, var _) -> new GapLedger(warehouse, started).close(gap);
            case Change.ForgetGap(var gap) -> new GapLedger(warehouse, started).forget(gap);
            case Change.FillGap(var gaps, var _, var _) -> gaps.forEach(new GapLedger(warehouse, started)::forget);
            case Change.CreateSchema _,
                    Change.CreateTable _,
                    Change.AddColumn _,
                    Change.WidenColumn _,
                    Change.DropColumn _,
                    Change.ReplaceUserMigrations _,
                    Change.ReplaceUsers _,
                    Change.RefillTable _,
                    Change.MoveUsers _,
                    Change.RepointRows _,
                    Change.RemoveRewritten _,
                    Change.DeleteRows _,
                    Change.RemoveTraces _,
                    Change.AppendRows _,
                    Change.SegmentChange _ -> {}
        }
    }

    private void recordMadeTable(EventTable event) {
        new FillLedger(warehouse).drop(event.definitionId());
        warehouse.execute(
                "DELETE FROM %s WHERE event_definition_id = ?".formatted(warehouse.raw("applied_events")),
                List.of(event.definitionId()));
        warehouse.insert(
                warehouse.raw("applied_events"),
                APPLIED,
                List.of(List.of(
                        event.definitionId(),
                        event.name(),
                        event.table(),
                        event.revision(),
                        event.fingerprint(),
                        event.state().name())));
    }

    /** The fingerprint stays: it is of the definition that the table was last made from. */
    private void recordDescription(EventTable event) {
        warehouse.execute(
                "UPDATE %s SET event_name = ?, definition_revision = ?, state = ? WHERE event_definition_id = ?"
                        .formatted(warehouse.raw("applied_events")),
                List.of(event.name(), event.revision(), event.state().name(), event.definitionId()));
    }

    private void recordLeftOut(EventTable event) {
        warehouse.execute(
                "UPDATE %s SET fingerprint = ? WHERE event_definition_id = ?"
                        .formatted(warehouse.raw("applied_events")),
                List.of(Actual.STALE, event.definitionId()));
    }

    private void recordAllEvents(List<String> tables) {
        warehouse.execute("DELETE FROM " + warehouse.raw(BuiltIn.ALL_EVENTS));
        warehouse.insert(
                warehouse.raw(BuiltIn.ALL_EVENTS),
                List.of("place", "event_table_name"),
                IntStream.range(0, tables.size())
                        .mapToObj(place -> Arrays.asList((long) place, tables.get(place)))
                        .toList());
    }

    private List<EventTable> standing(Actual actual) {
        return snapshot.desired().events().stream()
                .filter(event -> actual.events().containsKey(event.definitionId()))
                .toList();
    }

    private List<EventTable> moving(Actual actual) {
        return standing(actual).stream()
                .filter(event -> event.state() == SyncState.SYNCED
                        && actual.events().get(event.definitionId()).state() == SyncState.SYNCED)
                .toList();
    }
}
