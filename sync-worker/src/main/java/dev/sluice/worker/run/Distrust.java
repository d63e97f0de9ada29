package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.verify.TableDifference;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** Takes back what earlier runs wrote down of tables, so that the next run makes these anew, and only these. */
final class Distrust {

    /** A column that no table has: where runs made one of this name, somebody seems to have dropped it. */
    private static final String LOST_COLUMN = "";

    private final Warehouse warehouse;

    Distrust(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** To be committed with an internal schema that is right. */
    void enter(List<TableDifference> differences) {
        differences.stream()
                .filter(difference -> !difference.internal())
                .map(TableDifference::table)
                .forEach(this::enter);
        warehouse.execute(
                "UPDATE %s SET snapshot_revision = %d".formatted(warehouse.raw("cursors"), SyncRecords.UNFINISHED));
    }

    private void enter(String table) {
        if (table.equals(BuiltIn.ALL_EVENTS)) {
            warehouse.execute("DELETE FROM " + warehouse.raw(BuiltIn.ALL_EVENTS));
        } else if (BuiltIn.names().contains(table)) {
            warehouse.insert(
                    warehouse.raw(Staging.MADE_COLUMNS),
                    List.of("table_name", "column_name", "column_type"),
                    List.of(List.of(table, LOST_COLUMN, ColumnType.TEXT.name())));
        } else {
            forget("applied_events", "event_table_name", table);
            forget(Staging.APPLIED_SEGMENTS, "segment_table_name", table);
        }
    }

    private void forget(String ledger, String column, String table) {
        warehouse.execute(
                "UPDATE %s SET fingerprint = ? WHERE %s = ?".formatted(warehouse.raw(ledger), column),
                List.of(Actual.STALE, table));
    }
}
