package dev.sluice.worker.run;

import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/**
 * Remembers in the warehouse the events whose rows some tables wait for. A run over everything takes them for events that
 * were rewritten: their rows leave the tables that have them, and come back to all that should have them.
 */
final class WaitingRows {

    private final Warehouse warehouse;

    WaitingRows(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** After what has landed was integrated, and before anything is judged. */
    void recall() {
        warehouse.script("recall_events");
    }

    /** With what the run has landed and rewritten, where tables wait. */
    void keep(List<EventDiff> diffs) {
        if (!EventDiff.waiting(diffs).isEmpty()) {
            warehouse.execute("INSERT INTO %s SELECT position, event_id FROM %s"
                    .formatted(warehouse.raw(Staging.WAITING_EVENTS), Staging.TOUCHED_ROWS));
        }
    }

    void forget() {
        warehouse.execute("DELETE FROM " + warehouse.raw(Staging.WAITING_EVENTS));
    }
}
