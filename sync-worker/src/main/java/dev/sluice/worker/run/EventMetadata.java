package dev.sluice.worker.run;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes {@code _event_metadata}: a row for each custom property column of each event table, and one without a column
 * for a table that has none.
 */
final class EventMetadata {

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final Map<String, PropertyColumn> properties;
    private final Map<String, String> keys;

    EventMetadata(Warehouse warehouse, SyncSnapshot snapshot) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.properties = snapshot.desired().eventProperties().values().stream()
                .collect(Collectors.toMap(property -> property.column().name(), Function.identity()));
        this.keys = snapshot.storedNames().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    void write(List<EventTable> events) {
        warehouse.execute("DELETE FROM " + warehouse.table(BuiltIn.EVENT_METADATA));
        var tables = warehouse.inspect().tables();
        for (var event : events) {
            var custom = tables.get(event.table()).stream()
                    .filter(column -> properties.containsKey(column.name()))
                    .toList();
            custom.forEach(column -> insert(event, column, properties.get(column.name())));
            if (custom.isEmpty()) {
                insert(event, Arrays.asList(null, null, null, null));
            }
        }
    }

    private void insert(EventTable event, Column column, PropertyColumn property) {
        insert(
                event,
                List.of(
                        column.name(),
                        column.type().name().toLowerCase(Locale.ROOT),
                        keys.get(property.storedName()),
                        property.archived() ? "archived" : "active"));
    }

    private void insert(EventTable event, List<String> column) {
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)"
                        .formatted(warehouse.table(BuiltIn.EVENT_METADATA)),
                Arrays.asList(
                        event.definitionId(),
                        event.name(),
                        event.table(),
                        event.revision(),
                        snapshot.definitions().get(event.definitionId()),
                        event.state().name().toLowerCase(Locale.ROOT),
                        column.get(0),
                        column.get(1),
                        column.get(2),
                        column.get(3)));
    }
}
