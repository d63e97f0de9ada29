package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Actual.AppliedEvent;
import dev.sluice.worker.plan.Actual.AppliedSegment;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the tables of runs from what else has a name in their schema. Runs have written down which tables they made; one
 * that has lost the columns by which its rows are known is taken for a table of somebody's own under that name.
 */
final class Ownership {

    private static final List<String> OF_EVENTS = List.of("event_id", "user_id");
    private static final List<String> OF_SEGMENTS = List.of("user_id");

    /** By table: the columns that it has at least. */
    private final Map<String, List<String>> keys = new HashMap<>();

    Ownership(Collection<AppliedEvent> events, Collection<AppliedSegment> segments) {
        BuiltIn.names().forEach(table -> keys.put(table, List.of()));
        events.forEach(event -> keys.put(event.table(), OF_EVENTS));
        segments.forEach(segment -> keys.put(segment.table(), OF_SEGMENTS));
    }

    /** The names that something else has. */
    Set<String> taken(Map<String, List<Column>> tables, Set<String> others) {
        var taken = new HashSet<>(others);
        taken.remove(BuiltIn.ALL_EVENTS);
        tables.forEach((table, columns) -> {
            if (!isOurs(table, columns)) {
                taken.add(table);
            }
        });
        return taken;
    }

    private boolean isOurs(String table, List<Column> columns) {
        return keys.containsKey(table)
                && columns.stream().map(Column::name).toList().containsAll(keys.get(table));
    }
}
