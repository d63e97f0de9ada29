package dev.sluice.definitions.snapshot;

import static dev.sluice.definitions.testing.Catalog.combo;
import static dev.sluice.definitions.testing.Catalog.did;
import static dev.sluice.definitions.testing.Catalog.seen;
import static dev.sluice.definitions.testing.Catalog.toggle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.SegmentAllOf;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotEvent;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.definitions.v1.SnapshotSegment;
import dev.sluice.definitions.v1.SyncState;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.values.v1.PropertyType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SnapshotsTest {

    @Inject
    Catalog catalog;

    @Inject
    DataSource database;

    private String environment;

    @BeforeEach
    void createWarehouse() {
        environment = catalog.environment();
        catalog.warehouse(environment, "main");
    }

    @Test
    void emptyWarehouseHasAnEmptySnapshot() {
        catalog.event(environment, "Never toggled on");

        var snapshot = snapshot();
        assertEquals(3, snapshot.getRevision());
        assertEquals(snapshot.getRevision(), snapshot.getEnvironment().getRevision());
        assertEquals("main", snapshot.getWarehouse().getName());
        assertEquals(0, snapshot.getDefinitionsCount() + snapshot.getEventsCount() + snapshot.getPropertiesCount());
    }

    @Test
    void eventsEverToggledOnKeepTheirTablesInOneOfThreeStates() {
        var synced = catalog.event(environment, "Synced").getId();
        var frozen = catalog.event(environment, "Frozen").getId();
        var archived = catalog.event(environment, "Archived").getId();
        catalog.select(
                environment,
                toggle(true, "main")
                        .addAllEventDefinitionIds(List.of(synced, frozen, archived))
                        .build());
        catalog.select(
                environment,
                toggle(false, "main")
                        .addAllEventDefinitionIds(List.of(frozen, archived))
                        .build());
        catalog.archive(archived);

        assertEquals(
                Map.of(
                        "synced", SyncState.SYNC_STATE_SYNCED,
                        "frozen", SyncState.SYNC_STATE_FROZEN,
                        "archived", SyncState.SYNC_STATE_ARCHIVED),
                snapshot().getEventsList().stream()
                        .collect(Collectors.toMap(SnapshotEvent::getTableName, SnapshotEvent::getState)));
    }

    @Test
    void partsOfCombosComeAlongWithoutATable() {
        var bottom = catalog.event(environment, "Bottom").getId();
        var middle = catalog.event(environment, "Middle", combo(bottom)).getId();
        var top = catalog.event(environment, "Top", combo(middle)).getId();
        catalog.event(environment, "Unrelated");
        catalog.archive(bottom);
        catalog.select(
                environment, toggle(true, "main").addEventDefinitionIds(top).build());

        var snapshot = snapshot();
        assertEquals(
                List.of(bottom, middle, top),
                snapshot.getDefinitionsList().stream()
                        .map(EventDefinition::getId)
                        .toList());
        assertEquals(catalog.get(bottom), snapshot.getDefinitions(0));
        assertEquals(1, snapshot.getEventsCount());
    }

    @Test
    void segmentsEverToggledOnKeepTheirTablesInOneOfThreeStates() {
        var event = catalog.event(environment, "Bought").getId();
        var synced = catalog.segment(environment, "Synced", did(event)).getId();
        var frozen = catalog.segment(environment, "Frozen", did(event)).getId();
        var archived = catalog.segment(environment, "Archived", did(event)).getId();
        catalog.segment(environment, "Never toggled on", did(event));
        catalog.select(
                environment,
                toggle(true, "main")
                        .addAllSegmentIds(List.of(synced, frozen, archived))
                        .build());
        catalog.select(environment, toggle(false, "main").addSegmentIds(frozen).build());
        catalog.archiveSegment(archived);

        var segments = snapshot().getSegmentsList();
        assertEquals(catalog.getSegment(synced), segments.getFirst().getSegment());
        assertEquals(
                Map.of(
                        "segment_synced", SyncState.SYNC_STATE_SYNCED,
                        "segment_frozen", SyncState.SYNC_STATE_FROZEN,
                        "segment_archived", SyncState.SYNC_STATE_ARCHIVED),
                segments.stream().collect(Collectors.toMap(SnapshotSegment::getTableName, SnapshotSegment::getState)));
    }

    @Test
    void whatSegmentsCountComesAlongWithoutATable() {
        var part = catalog.event(environment, "Part").getId();
        var combo = catalog.event(environment, "Combo", combo(part)).getId();
        catalog.event(environment, "Unrelated");
        catalog.archive(part);
        var segment = catalog.segment(environment, "Segment", notBoth(did(combo), did(combo)))
                .getId();
        catalog.select(environment, toggle(true, "main").addSegmentIds(segment).build());

        var snapshot = snapshot();
        assertEquals(
                List.of(part, combo),
                snapshot.getDefinitionsList().stream()
                        .map(EventDefinition::getId)
                        .toList());
        assertEquals(0, snapshot.getEventsCount());
    }

    @Test
    void wholeCatalogComesWithItsSelection() {
        var properties = catalog.register(environment, text("a"), text("b"));
        catalog.select(
                environment,
                toggle(false, "main").addPropertyIds(properties.get(1).getId()).build());

        var snapshot = snapshot();
        assertEquals(
                properties,
                snapshot.getPropertiesList().stream()
                        .map(SnapshotProperty::getProperty)
                        .toList());
        assertEquals(
                List.of(true, false),
                snapshot.getPropertiesList().stream()
                        .map(SnapshotProperty::getSynced)
                        .toList());
    }

    @Test
    void onlyHereNamesAreCutToTheEnginesLimit() {
        var event = catalog.event(environment, "e".repeat(1_024));
        var property = catalog.register(environment, text("p".repeat(1_024))).getFirst();
        var segment = catalog.segment(environment, "s".repeat(1_024), did(event.getId()));
        catalog.select(
                environment,
                toggle(true, "main")
                        .addEventDefinitionIds(event.getId())
                        .addSegmentIds(segment.getId())
                        .build());

        var snapshot = snapshot();
        assertEquals("segment_" + "s".repeat(1_024), segment.getTableName());
        assertTrue(snapshot.getSegments(0).getTableName().matches("segment_s{240}_[a-z0-9]{6}"));
        assertEquals(1_024, event.getTableName().length());
        assertEquals(1_024, property.getColumnName().length());
        assertTrue(snapshot.getEvents(0).getTableName().matches("e{248}_[a-z0-9]{6}"));
        assertTrue(snapshot.getProperties(0).getColumnName().matches("p{248}_[a-z0-9]{6}"));
        assertEquals(snapshot, snapshot());
    }

    @Test
    void namesFitIntoThe63BytesOfPostgres() {
        catalog.postgresWarehouse(environment, "postgres");
        var event = catalog.event(environment, "Größe " + "ü".repeat(1_000));
        var segment = catalog.segment(environment, "日 " + "s".repeat(1_000), did(event.getId()));
        catalog.register(environment, text("p".repeat(63)), text("p".repeat(64)), text("p".repeat(65)));
        catalog.select(
                environment,
                toggle(true, "postgres")
                        .addEventDefinitionIds(event.getId())
                        .addSegmentIds(segment.getId())
                        .build());

        var snapshot = catalog.snapshot(environment, "postgres");
        assertTrue(snapshot.getEvents(0).getTableName().matches("grosse_u{49}_[a-z0-9]{6}"));
        assertTrue(snapshot.getSegments(0).getTableName().matches("segment_s{48}_[a-z0-9]{6}"));
        assertEquals("p".repeat(63), snapshot.getProperties(0).getColumnName());
        assertTrue(snapshot.getProperties(1).getColumnName().matches("p{56}_[a-z0-9]{6}"));
        assertEquals(
                3,
                snapshot.getPropertiesList().stream()
                        .map(SnapshotProperty::getColumnName)
                        .distinct()
                        .count());
    }

    @Test
    void propertiesNamedLikeTheSystemColumnsOfPostgresHaveColumnsThatItTakes() throws SQLException {
        catalog.postgresWarehouse(environment, "postgres");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var column : systemColumns(statement)) {
                catalog.register(environment, text(column));
            }
            var columns = catalog.snapshot(environment, "postgres").getPropertiesList().stream()
                    .map(SnapshotProperty::getColumnName)
                    .toList();

            statement.execute("create temporary table taken (" + String.join(" text, ", columns) + " text)");
            assertTrue(columns.contains("_xmin"), columns.toString());
        }
        assertTrue(snapshot().getPropertiesList().stream()
                .anyMatch(property -> property.getColumnName().equals("xmin")));
    }

    @Test
    void propertiesNamedLikeWordsThatSnowflakeTakesForNoColumnGetOthers() {
        catalog.snowflakeWarehouse(environment, "snowflake");
        catalog.register(environment, text("Current date"), text("case"), text("order"), text("x".repeat(255)));
        var columns = catalog.snapshot(environment, "snowflake").getPropertiesList().stream()
                .map(SnapshotProperty::getColumnName)
                .toList();
        assertEquals(List.of("_current_date", "_case", "order", "x".repeat(255)), columns);
        assertEquals("current_date", snapshot().getProperties(0).getColumnName());
    }

    @Test
    void snapshotIsNeverHalfOfAChange() throws Exception {
        var one = catalog.event(environment, "One").getId();
        var two = catalog.event(environment, "Two").getId();
        var stateAt = new ConcurrentHashMap<Long, SyncState>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    boolean on = i % 2 == 0;
                    long revision = catalog.select(
                            environment,
                            toggle(on, "main")
                                    .addEventDefinitionIds(one)
                                    .addEventDefinitionIds(two)
                                    .build());
                    stateAt.put(revision, on ? SyncState.SYNC_STATE_SYNCED : SyncState.SYNC_STATE_FROZEN);
                }
            });
            while (!writer.isDone()) {
                var snapshot = snapshot();
                var states = snapshot.getEventsList().stream()
                        .map(SnapshotEvent::getState)
                        .distinct()
                        .toList();
                assertTrue(states.size() <= 1, () -> "half a change: " + snapshot);
                var known = stateAt.get(snapshot.getRevision());
                assertTrue(known == null || states.equals(List.of(known)), () -> "wrong revision: " + snapshot);
            }
            writer.get();
        }
    }

    @Test
    void unknownNamesAreTold() {
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.snapshot("nowhere", "main")).reason());
        assertEquals(
                ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                Refusal.of(() -> catalog.snapshot(environment, "nope")).reason());
    }

    private static dev.sluice.definitions.v1.PropertyObservation text(String key) {
        return seen(PropertyLevel.PROPERTY_LEVEL_EVENT, key, PropertyType.PROPERTY_TYPE_TEXT);
    }

    private static List<String> systemColumns(Statement statement) throws SQLException {
        var columns = new ArrayList<String>();
        try (var rows = statement.executeQuery(
                "select attname from pg_attribute where attrelid = 'pg_class'::regclass and attnum < 0")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    private static SegmentCondition notBoth(SegmentCondition one, SegmentCondition other) {
        return SegmentCondition.newBuilder()
                .setNoneOf(SegmentCondition.newBuilder()
                        .setAllOf(SegmentAllOf.newBuilder().addConditions(one).addConditions(other)))
                .build();
    }

    private Snapshot snapshot() {
        return catalog.snapshot(environment, "main");
    }
}
