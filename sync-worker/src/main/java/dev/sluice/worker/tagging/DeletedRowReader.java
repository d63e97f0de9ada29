package dev.sluice.worker.tagging;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.DeletedRows;
import dev.sluice.worker.plan.DeletedRows.Key;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.FrozenTables;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what stands of deleted users in every table that is not built anew; nothing, in a run without any. */
final class DeletedRowReader {

    private final Warehouse warehouse;
    private final Actual actual;
    private final Desired desired;
    private final List<EventDiff> diffs;

    DeletedRowReader(Warehouse warehouse, Actual actual, Desired desired, List<EventDiff> diffs) {
        this.warehouse = warehouse;
        this.actual = actual;
        this.desired = desired;
        this.diffs = diffs;
    }

    DeletedRows read() {
        return warehouse.count(Staging.DELETED_USERS) == 0 ? DeletedRows.NONE : perTable();
    }

    private DeletedRows perTable() {
        // What is not whole gets all its rows anew, without theirs.
        var moving =
                EventDiff.movingTables(diffs).stream().filter(actual::isWhole).toList();
        var frozen = FrozenTables.of(actual, diffs);
        var rows = new HashMap<>(count(moving, "%s WHERE " + Key.EVENT.condition()));
        rows.putAll(count(frozen, "%s WHERE " + Key.EVENT.condition()));
        var members = count(FrozenTables.ofSegments(actual, desired), "%s WHERE " + Key.USER.condition());
        String traces = "%s AS t, " + warehouse.raw(Staging.EVENT_ROWS) + " AS r WHERE " + DeletedRows.areTraces();
        return new DeletedRows(rows, members, count(frozen, traces));
    }

    /** @param rows with a place for the table's name */
    private Map<String, Long> count(List<String> tables, String rows) {
        var counts = new HashMap<String, Long>();
        tables.forEach(table -> counts.put(table, warehouse.count(rows.formatted(warehouse.table(table)))));
        return counts;
    }
}
