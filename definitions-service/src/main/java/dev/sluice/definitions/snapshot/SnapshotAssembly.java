package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.selection.WarehouseSelections;
import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentSelection;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotEvent;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.definitions.v1.SnapshotSegment;
import dev.sluice.definitions.v1.SyncState;
import dev.sluice.definitions.v1.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts together what one consistent read has found; here names become what the engine takes. */
record SnapshotAssembly(
        Environment environment,
        Warehouse warehouse,
        WarehouseSelections selections,
        List<EventDefinition> definitions,
        List<Property> properties,
        List<Segment> segments) {

    Snapshot assemble() {
        var names = EngineNames.of(warehouse);
        var byId = definitions.stream().collect(Collectors.toMap(EventDefinition::getId, Function.identity()));
        return Snapshot.newBuilder()
                .setEnvironment(environment)
                .setWarehouse(warehouse)
                .setRevision(environment.getRevision())
                .addAllDefinitions(definitions)
                .addAllEvents(selections.events().stream()
                        .map(selection -> event(selection, byId, names))
                        .toList())
                .addAllProperties(properties.stream()
                        .map(property -> property(property, names))
                        .toList())
                .addAllSegments(segments(names))
                .build();
    }

    private static SnapshotEvent event(EventSelection selection, Map<Long, EventDefinition> byId, EngineNames names) {
        var definition = byId.get(selection.getEventDefinitionId());
        var event = SnapshotEvent.newBuilder()
                .setEventDefinitionId(definition.getId())
                .setState(state(definition.getState(), selection.getSynced()))
                .setTableName(names.table(definition.getTableName()));
        return selection.hasSince() ? event.setSince(selection.getSince()).build() : event.build();
    }

    private static SyncState state(DefinitionState definition, boolean selected) {
        if (definition == DefinitionState.DEFINITION_STATE_ARCHIVED) {
            return SyncState.SYNC_STATE_ARCHIVED;
        }
        return selected ? SyncState.SYNC_STATE_SYNCED : SyncState.SYNC_STATE_FROZEN;
    }

    private List<SnapshotSegment> segments(EngineNames names) {
        var selected = selections.segments().stream()
                .collect(Collectors.toMap(SegmentSelection::getSegmentId, SegmentSelection::getSynced));
        return segments.stream()
                .map(segment -> SnapshotSegment.newBuilder()
                        .setSegment(segment)
                        .setState(state(segment.getState(), selected.get(segment.getId())))
                        .setTableName(names.table(segment.getTableName()))
                        .build())
                .toList();
    }

    private SnapshotProperty property(Property property, EngineNames names) {
        return SnapshotProperty.newBuilder()
                .setProperty(property)
                .setSynced(!selections.unsyncedProperties().contains(property.getId()))
                .setColumnName(names.column(property.getColumnName()))
                .build();
    }
}
