package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a run that moves no cursor and touches few tables writes down.
 *
 * @param actual before the run, which makes no table and changes no state
 */
record BackfillRecords(
        Warehouse warehouse, SyncSnapshot snapshot, Actual actual, Plan plan, UUID runId, Instant started)
        implements RunRecords {

    @Override
    public void enter(Change change) {
        new AppliedLedger(warehouse, started).enter(change);
    }

    /** Values are filled in where rows stand. */
    @Override
    public void await(Change replacement) {
        throw new IllegalArgumentException("a backfill replaces no table");
    }

    @Override
    public void enterVerdicts() {}

    @Override
    public void enterPosition(boolean finished) {}

    @Override
    public void tell(Map<String, Long> written, Predicate<String> tables) {
        new SyncTables(warehouse, tables)
                .recordHistory(new SyncRecord(runId, started, Instant.now(), plan, written), moving());
    }

    @Override
    public void describe() {
        var filled = warehouse.inspect();
        new EventMetadata(warehouse, snapshot, filled).write(filled.standing(snapshot.desired()));
        new MadeColumns(warehouse, filled, snapshot.desired()).write(moving());
    }

    private List<EventTable> moving() {
        return actual.standing(snapshot.desired()).stream()
                .filter(event -> event.state() == SyncState.SYNCED
                        && actual.events().get(event.definitionId()).state() == SyncState.SYNCED)
                .toList();
    }
}
