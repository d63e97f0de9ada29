package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes down which columns the tables that move have by runs, so that a later run sees what somebody dropped or gave
 * another type, and what somebody added.
 */
final class MadeColumns {

    private static final List<String> COLUMNS = List.of("table_name", "column_name", "column_type");

    private final Warehouse warehouse;
    private final Actual actual;
    private final Desired desired;

    /** @param actual after everything else was applied */
    MadeColumns(Warehouse warehouse, Actual actual, Desired desired) {
        this.warehouse = warehouse;
        this.actual = actual;
        this.desired = desired;
    }

    void write(List<EventTable> moving) {
        for (var table : List.of(BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS, BuiltIn.USER_MIGRATIONS)) {
            write(table, known(BuiltIn.columnsOf(table), List.of()));
        }
        write(
                BuiltIn.USERS,
                known(BuiltIn.USER_COLUMNS, desired.userProperties().values()));
        var ofEvents = known(BuiltIn.EVENT_COLUMNS, desired.eventProperties().values());
        moving.forEach(event -> write(event.table(), ofEvents));
        var ofSegments = known(BuiltIn.SEGMENT_COLUMNS, List.of());
        desired.syncedSegments().forEach(segment -> write(segment.table(), ofSegments));
    }

    /** @param known names of columns that runs make */
    private void write(String table, Set<String> known) {
        var made = actual.tables().getOrDefault(table, List.of()).stream()
                .filter(column -> known.contains(column.name()))
                .toList();
        if (!Set.copyOf(made).equals(Set.copyOf(actual.made().getOrDefault(table, List.of())))) {
            warehouse.execute("DELETE FROM %s WHERE table_name = ?".formatted(relation()), List.of(table));
            warehouse.insert(
                    relation(),
                    COLUMNS,
                    made.stream()
                            .map(column ->
                                    List.of(table, column.name(), column.type().name()))
                            .toList());
        }
    }

    private String relation() {
        return warehouse.raw(Staging.MADE_COLUMNS);
    }

    private static Set<String> known(List<Column> columns, Collection<Desired.PropertyColumn> properties) {
        var names = new HashSet<String>();
        columns.forEach(column -> names.add(column.name()));
        properties.forEach(property -> names.add(property.column().name()));
        return names;
    }
}
