package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes {@code _event_metadata}: for {@code users} and each event's table a row for each custom property it has a
 * column for, or lacks values of, and for each gap of it; one without a column for an event's table that has none.
 */
final class EventMetadata {

    private static final List<String> COLUMNS = List.of(
            "event_definition_id",
            "event_name",
            "event_table_name",
            "definition_revision",
            "definition",
            "state",
            "column_name",
            "column_type",
            "property_key",
            "property_state",
            "gap_from",
            "gap_to");

    private static final List<Object> NO_DEFINITION = Arrays.asList(null, null, BuiltIn.USERS, null, null, null);
    private static final GapTimes NO_GAP = new GapTimes(null, null);

    private final Warehouse warehouse;
    private final SyncSnapshot snapshot;
    private final Actual actual;
    private final Map<GapKey, List<GapTimes>> gaps = new HashMap<>();
    private final Map<Edition, String> earlier = new HashMap<>();
    private final List<List<Object>> rows = new ArrayList<>();

    /** @param actual after everything else was applied */
    EventMetadata(Warehouse warehouse, SyncSnapshot snapshot, Actual actual) {
        this.warehouse = warehouse;
        this.snapshot = snapshot;
        this.actual = actual;
    }

    private record Edition(long definitionId, long revision) {}

    private record GapKey(String table, String storedName) {}

    /** @param to null while open */
    private record GapTimes(Instant from, Instant to) {}

    void write(List<EventTable> events) {
        readGaps();
        if (events.stream().anyMatch(this::isOfAnEarlierRevision)) {
            readDefinitions();
        }
        var desired = snapshot.desired();
        describe(BuiltIn.USERS, NO_DEFINITION, desired.userProperties().values());
        for (var event : events) {
            int before = rows.size();
            var definition = definition(event);
            describe(event.table(), definition, desired.eventProperties().values());
            if (rows.size() == before) {
                add(definition, Arrays.asList(null, null, null, null), NO_GAP);
            }
        }
        warehouse.execute("DELETE FROM " + warehouse.table(BuiltIn.EVENT_METADATA));
        warehouse.insert(warehouse.table(BuiltIn.EVENT_METADATA), COLUMNS, rows);
    }

    private void readGaps() {
        for (var recorded : GapLedger.read(warehouse)) {
            var key = new GapKey(recorded.gap().table(), recorded.gap().storedName());
            gaps.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(new GapTimes(recorded.from(), recorded.to().orElse(null)));
        }
    }

    /** Of tables that stand still, while their definitions are edited. */
    private void readDefinitions() {
        warehouse.query(
                "SELECT DISTINCT event_definition_id, definition_revision, definition FROM %s WHERE definition IS NOT NULL"
                        .formatted(warehouse.table(BuiltIn.EVENT_METADATA)),
                row -> earlier.put(new Edition(row.number(1), row.number(2)), row.text(3)));
    }

    private boolean isOfAnEarlierRevision(EventTable event) {
        return actual.events().get(event.definitionId()).revision() != event.revision();
    }

    /** What the rows are of, which need not be what the definition says by now. */
    private List<Object> definition(EventTable event) {
        var applied = actual.events().get(event.definitionId());
        var matcher = isOfAnEarlierRevision(event)
                ? earlier.get(new Edition(event.definitionId(), applied.revision()))
                : snapshot.definitions().get(event.definitionId());
        return Arrays.asList(
                event.definitionId(),
                event.name(),
                event.table(),
                applied.revision(),
                matcher,
                applied.state().name().toLowerCase(Locale.ROOT));
    }

    private void describe(String table, List<Object> definition, Collection<PropertyColumn> properties) {
        properties.stream()
                .sorted(Comparator.comparing(property -> property.column().name()))
                .forEach(property -> describe(table, definition, property));
    }

    private void describe(String table, List<Object> definition, PropertyColumn property) {
        var standing = actual.column(table, property.column().name());
        var lacking = gaps.getOrDefault(new GapKey(table, property.storedName()), List.of());
        var column = column(standing.orElse(property.column()), property);
        if (lacking.isEmpty() && standing.isPresent()) {
            add(definition, column, NO_GAP);
        }
        lacking.forEach(gap -> add(definition, column, gap));
    }

    private List<Object> column(Column column, PropertyColumn property) {
        return List.of(
                column.name(),
                column.type().name().toLowerCase(Locale.ROOT),
                snapshot.propertyKeys().get(property.id()),
                !property.synced() ? "unsynced" : property.archived() ? "archived" : "active");
    }

    private void add(List<Object> definition, List<Object> column, GapTimes gap) {
        var row = new ArrayList<>(definition);
        row.addAll(column);
        row.add(gap.from());
        row.add(gap.to());
        rows.add(row);
    }
}
