package dev.sluice.worker.membership;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps, of all history, the events that meet a definition which a synced segment counts. A definition that begins to
 * be counted, or means something else than before, is held against all events; the others against those that landed or
 * were rewritten.
 */
final class CountedEvents {

    private final Warehouse warehouse;
    private final Tagging tagging;
    private final SyncSnapshot snapshot;
    private final Map<Long, String> desired;

    CountedEvents(Warehouse warehouse, Tagging tagging, SyncSnapshot snapshot) {
        this.warehouse = warehouse;
        this.tagging = tagging;
        this.snapshot = snapshot.ofAllHistory();
        this.desired = snapshot.segments().counted();
    }

    /** Verdicts pass through the staging table of matches, which must be empty, and is empty again afterwards. */
    void update(long head) {
        var actual = actual();
        var outdated = actual.keySet().stream()
                .filter(definition -> !actual.get(definition).equals(desired.get(definition)))
                .toList();
        forget(outdated);
        actual.keySet().removeAll(outdated);
        var kept = List.copyOf(actual.keySet());
        var added = desired.keySet().stream()
                .filter(definition -> !actual.containsKey(definition))
                .toList();
        if (desired.isEmpty()) {
            return;
        }
        if (!kept.isEmpty()) {
            warehouse.execute("DELETE FROM %s WHERE event_id IN (SELECT event_id FROM %s)"
                    .formatted(warehouse.raw(Staging.COUNTED_EVENTS), Staging.REWRITTEN));
        }
        tagging.judgeTouched(warehouse, snapshot, kept, head);
        tagging.judge(warehouse, snapshot, added, new Positions(0, head));
        take();
        added.forEach(this::remember);
    }

    private Map<Long, String> actual() {
        var actual = new HashMap<Long, String>();
        warehouse.query(
                "SELECT event_definition_id, fingerprint FROM " + warehouse.raw(Staging.COUNTED_DEFINITIONS),
                row -> actual.put(row.number(1), row.text(2)));
        return actual;
    }

    private void forget(Collection<Long> definitions) {
        if (definitions.isEmpty()) {
            return;
        }
        var ids = definitions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        for (var table : List.of(Staging.COUNTED_EVENTS, Staging.COUNTED_DEFINITIONS)) {
            warehouse.execute("DELETE FROM %s WHERE event_definition_id IN (%s)".formatted(warehouse.raw(table), ids));
        }
    }

    private void take() {
        String time = warehouse.dialect().quote("time");
        warehouse.execute("""
                INSERT INTO %s (event_definition_id, event_id, user_id, %s)
                SELECT m.event_definition_id, e.event_id, e.user_id, e.%s
                FROM %s AS m JOIN %s AS e ON e.event_id = m.event_id
                """.formatted(
                warehouse.raw(Staging.COUNTED_EVENTS), time, time, Staging.MATCHES, warehouse.raw(Staging.RAW_EVENTS)));
        warehouse.execute("DELETE FROM " + Staging.MATCHES);
    }

    private void remember(long definition) {
        warehouse.execute(
                "INSERT INTO %s (event_definition_id, fingerprint) VALUES (?, ?)"
                        .formatted(warehouse.raw(Staging.COUNTED_DEFINITIONS)),
                List.of(definition, desired.get(definition)));
    }
}
