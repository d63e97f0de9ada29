package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Desired.EventTable;
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
import java.util.stream.Collectors;

/**
 * Writes down, in the run's own transaction, what was applied and up to where: for the next run in the internal schema,
 * for analysts in {@code _sync_info}, {@code _sync_history} and {@code _event_metadata}.
 */
final class Bookkeeping {

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final List<EventTable> standing;

    Bookkeeping(Warehouse warehouse, SyncSnapshot snapshot) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        var tables = warehouse.inspect().tables();
        this.standing = snapshot.desired().events().stream()
                .filter(event -> tables.containsKey(event.table()))
                .toList();
    }

    /** @param inserted rows per table */
    void record(UUID runId, Instant started, Landing.Landed landed, Plan plan, Map<String, Long> inserted) {
        recordCursors(runId, landed.cursors());
        recordEvents(plan);
        recordSyncs(runId, started, plan, inserted);
        new EventMetadata(warehouse, snapshot).write(standing);
    }

    private void recordCursors(UUID runId, Warehouse.Cursors cursors) {
        warehouse.execute("DELETE FROM " + warehouse.raw("cursors"));
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?)".formatted(warehouse.raw("cursors")),
                List.of(cursors.logPosition(), cursors.feedPosition(), runId.toString()));
    }

    private void recordEvents(Plan plan) {
        for (var planned : plan.changes()) {
            switch (planned.change()) {
                case Change.CreateEventTable(var event, var _, var _) -> recordMadeTable(event);
                case Change.RebuildEventTable(var _, var event, var _, var _) -> recordMadeTable(event);
                case Change.DescribeEvent(var event) -> recordDescription(event);
                case Change.ReplaceAllEvents(var tables) -> recordAllEvents(tables);
                case Change.CreateSchema _,
                        Change.CreateTable _,
                        Change.AddColumn _,
                        Change.WidenColumn _,
                        Change.DropColumn _,
                        Change.ReplaceUserMigrations _,
                        Change.ReplaceUsers _,
                        Change.MoveUsers _,
                        Change.RemoveRewritten _,
                        Change.AppendRows _ -> {}
            }
        }
    }

    private void recordMadeTable(EventTable event) {
        warehouse.execute(
                "DELETE FROM %s WHERE event_definition_id = ?".formatted(warehouse.raw("applied_events")),
                List.of(event.definitionId()));
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?, ?, ?, ?)".formatted(warehouse.raw("applied_events")),
                List.of(
                        event.definitionId(),
                        event.name(),
                        event.table(),
                        event.revision(),
                        event.fingerprint(),
                        event.state().name()));
    }

    /** The fingerprint stays: it is of the definition that the table was last made from. */
    private void recordDescription(EventTable event) {
        warehouse.execute(
                "UPDATE %s SET event_name = ?, definition_revision = ?, state = ? WHERE event_definition_id = ?"
                        .formatted(warehouse.raw("applied_events")),
                List.of(event.name(), event.revision(), event.state().name(), event.definitionId()));
    }

    private void recordAllEvents(List<String> tables) {
        warehouse.execute("DELETE FROM " + warehouse.raw(BuiltIn.ALL_EVENTS));
        for (int place = 0; place < tables.size(); place++) {
            warehouse.execute(
                    "INSERT INTO %s VALUES (?, ?)".formatted(warehouse.raw(BuiltIn.ALL_EVENTS)),
                    List.of((long) place, tables.get(place)));
        }
    }

    private List<EventTable> synced() {
        return standing.stream()
                .filter(event -> event.state() == SyncState.SYNCED)
                .toList();
    }

    private void recordSyncs(UUID runId, Instant started, Plan plan, Map<String, Long> inserted) {
        var ended = Instant.now();
        var changes = plan.changes().stream()
                .filter(change -> change.table().isPresent())
                .collect(Collectors.groupingBy(
                        change -> change.table().get(),
                        Collectors.mapping(PlannedChange::sentence, Collectors.joining(" "))));
        for (var builtIn : List.of(BuiltIn.USERS, BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS, BuiltIn.USER_MIGRATIONS)) {
            recordSync(new Sync(runId, builtIn, started, ended, inserted, changes), null);
        }
        for (var event : synced()) {
            recordSync(new Sync(runId, event.table(), started, ended, inserted, changes), event.revision());
        }
    }

    private record Sync(
            UUID runId,
            String table,
            Instant started,
            Instant ended,
            Map<String, Long> inserted,
            Map<String, String> changes) {}

    /** A run is synced to the time when it began: every event that was durable by then has landed. */
    private void recordSync(Sync sync, Long revision) {
        long rows = sync.inserted().getOrDefault(sync.table(), 0L);
        warehouse.execute(
                "DELETE FROM %s WHERE event_table_name = ?".formatted(warehouse.table(BuiltIn.SYNC_INFO)),
                List.of(sync.table()));
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?, ?, ?)".formatted(warehouse.table(BuiltIn.SYNC_INFO)),
                List.of(sync.table(), sync.started(), sync.ended(), sync.started(), rows));
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?, ?, ?, ?, ?, ?)".formatted(warehouse.table(BuiltIn.SYNC_HISTORY)),
                Arrays.asList(
                        sync.runId().toString(),
                        sync.table(),
                        sync.started(),
                        sync.ended(),
                        sync.started(),
                        rows,
                        revision,
                        sync.changes().get(sync.table())));
    }
}
