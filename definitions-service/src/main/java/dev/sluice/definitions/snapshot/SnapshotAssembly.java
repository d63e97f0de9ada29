package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.naming.IdentifierLimit;
import dev.sluice.definitions.selection.WarehouseSelections;
import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotEvent;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.definitions.v1.SyncState;
import dev.sluice.definitions.v1.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts together what one consistent read has found; here names are cut to what the engine takes. */
record SnapshotAssembly(
        Environment environment,
        Warehouse warehouse,
        WarehouseSelections selections,
        List<EventDefinition> definitions,
        List<Property> properties) {

    Snapshot assemble() {
        var limit = IdentifierLimits.of(warehouse);
        var byId = definitions.stream().collect(Collectors.toMap(EventDefinition::getId, Function.identity()));
        return Snapshot.newBuilder()
                .setEnvironment(environment)
                .setWarehouse(warehouse)
                .setRevision(environment.getRevision())
                .addAllDefinitions(definitions)
                .addAllEvents(selections.events().stream()
                        .map(selection -> event(selection, byId, limit))
                        .toList())
                .addAllProperties(properties.stream()
                        .map(property -> property(property, limit))
                        .toList())
                .build();
    }

    private static SnapshotEvent event(
            EventSelection selection, Map<Long, EventDefinition> byId, IdentifierLimit limit) {
        var definition = byId.get(selection.getEventDefinitionId());
        var event = SnapshotEvent.newBuilder()
                .setEventDefinitionId(definition.getId())
                .setState(state(definition, selection))
                .setTableName(limit.cut(definition.getTableName()));
        return selection.hasSince() ? event.setSince(selection.getSince()).build() : event.build();
    }

    private static SyncState state(EventDefinition definition, EventSelection selection) {
        if (definition.getState() == DefinitionState.DEFINITION_STATE_ARCHIVED) {
            return SyncState.SYNC_STATE_ARCHIVED;
        }
        return selection.getSynced() ? SyncState.SYNC_STATE_SYNCED : SyncState.SYNC_STATE_FROZEN;
    }

    private SnapshotProperty property(Property property, IdentifierLimit limit) {
        return SnapshotProperty.newBuilder()
                .setProperty(property)
                .setSynced(!selections.unsyncedProperties().contains(property.getId()))
                .setColumnName(limit.cut(property.getColumnName()))
                .build();
    }
}
