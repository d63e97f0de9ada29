package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Remembers in the warehouse what was applied to the tables of events, for the next run. */
final class AppliedLedger {

    private static final List<String> APPLIED = List.of(
            "event_definition_id", "event_name", "event_table_name", "definition_revision", "fingerprint", "state");

    private final Warehouse warehouse;
    private final Instant started;

    /** @param started when the run began */
    AppliedLedger(Warehouse warehouse, Instant started) {
        this.warehouse = warehouse;
        this.started = started;
    }

    void enter(Change change) {
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

    /** A table that is to be made, or replaced, after the commit. */
    void await(Change replacement) {
        if (replacement instanceof Change.CreateEventTable(var event, var _, var _)) {
            enterTable(event, Actual.STALE);
        }
        if (replacement instanceof Change.RebuildEventTable(var _, var event, var _, var _, var _)) {
            enterTable(event, Actual.STALE);
        }
    }

    private void recordMadeTable(EventTable event) {
        new FillLedger(warehouse).drop(event.definitionId());
        enterTable(event, event.fingerprint());
    }

    private void enterTable(EventTable event, String fingerprint) {
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
                        fingerprint,
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
}
