package dev.sluice.worker.run;

import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Fill;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** Keeps in the warehouse how far the history of tables to come has been judged, and the verdicts. */
final class FillLedger {

    private final Warehouse warehouse;

    FillLedger(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** From the beginning, whatever was gathered by another definition. */
    void start(EventTable event) {
        drop(event.definitionId());
        warehouse.insert(
                fills(),
                List.of("event_definition_id", "fingerprint", "judged_to"),
                List.of(List.of(event.definitionId(), event.fingerprint(), 0L)));
    }

    void drop(long definitionId) {
        warehouse.execute("DELETE FROM %s WHERE event_definition_id = ?".formatted(fills()), List.of(definitionId));
        warehouse.execute("DELETE FROM %s WHERE event_definition_id = ?".formatted(verdicts()), List.of(definitionId));
    }

    /** Takes in the verdicts that were staged on a stretch of history. */
    void advance(List<Long> definitionIds, long judgedTo) {
        for (long id : definitionIds) {
            keep(id);
            warehouse.execute(
                    "UPDATE %s SET judged_to = ? WHERE event_definition_id = ?".formatted(fills()),
                    List.of(judgedTo, id));
        }
    }

    /** Late events have changed what stands in the rows of earlier ones: their verdicts are those staged now. */
    void followRewritten(List<EventDiff> diffs) {
        for (var diff : diffs) {
            if (diff instanceof EventDiff.FillBeside(var _, var going)) {
                going.ifPresent(this::followRewritten);
            }
        }
    }

    private void followRewritten(Fill fill) {
        warehouse.execute("DELETE FROM %s WHERE event_definition_id = %d AND event_id IN (SELECT event_id FROM %s)"
                .formatted(verdicts(), fill.definitionId(), Staging.REWRITTEN));
        keep(fill.definitionId());
    }

    private void keep(long definitionId) {
        warehouse.execute("INSERT INTO %s SELECT event_definition_id, event_id FROM %s WHERE event_definition_id = %d"
                .formatted(verdicts(), Staging.MATCHES, definitionId));
    }

    private String fills() {
        return warehouse.raw(Staging.FILLS);
    }

    private String verdicts() {
        return warehouse.raw(Staging.FILL_MATCHES);
    }
}
