package dev.sluice.worker.snapshot;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.PropertyState;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotEvent;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.property.PropertyTypes;
import dev.sluice.worker.warehouse.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the contract's snapshot into ours. */
final class SnapshotMapper {

    private final Snapshot snapshot;
    private final Target target;
    private final Map<Long, EventDefinition> definitions;
    private final Fingerprints fingerprints;
    private final SegmentMapper segments;

    SnapshotMapper(Snapshot snapshot, Target target) {
        this.snapshot = snapshot;
        this.target = target;
        this.definitions = snapshot.getDefinitionsList().stream()
                .collect(Collectors.toMap(EventDefinition::getId, Function.identity()));
        this.fingerprints = new Fingerprints(definitions);
        this.segments = new SegmentMapper(snapshot, fingerprints);
    }

    SyncSnapshot map() {
        var desired = new Desired(
                snapshot.getRevision(),
                snapshot.getEventsList().stream().map(this::event).toList(),
                properties(PropertyLevel.PROPERTY_LEVEL_EVENT),
                properties(PropertyLevel.PROPERTY_LEVEL_USER),
                segments.tables());
        return new SyncSnapshot(
                target,
                desired,
                matchers(),
                since(),
                storedNames(),
                propertyKeys(),
                readableDefinitions(),
                segments.synced());
    }

    private Desired.EventTable event(SnapshotEvent event) {
        var definition = definitions.get(event.getEventDefinitionId());
        return new Desired.EventTable(
                definition.getId(),
                definition.getName(),
                event.getTableName(),
                definition.getRevision(),
                fingerprints.of(definition.getId(), since(event)),
                SyncStates.of(event.getState()));
    }

    private static Optional<Instant> since(SnapshotEvent event) {
        return event.hasSince() ? Optional.of(Timestamps.instant(event.getSince())) : Optional.empty();
    }

    private Map<String, Desired.PropertyColumn> properties(PropertyLevel level) {
        var columns = new LinkedHashMap<String, Desired.PropertyColumn>();
        for (SnapshotProperty property : snapshot.getPropertiesList()) {
            if (property.getProperty().getLevel() == level) {
                var column = column(property);
                columns.put(column.storedName(), column);
            }
        }
        return columns;
    }

    private static Desired.PropertyColumn column(SnapshotProperty property) {
        return new Desired.PropertyColumn(
                property.getProperty().getId(),
                property.getProperty().getColumnName(),
                new Column(
                        property.getColumnName(),
                        PropertyTypes.ofProto(property.getProperty().getType())),
                property.getSynced(),
                property.getProperty().getState() == PropertyState.PROPERTY_STATE_ARCHIVED);
    }

    private Map<Long, Matcher> matchers() {
        return definitions.values().stream()
                .collect(Collectors.toMap(
                        EventDefinition::getId, definition -> MatcherMapper.matcher(definition.getMatcher())));
    }

    private Map<Long, Instant> since() {
        return snapshot.getEventsList().stream()
                .filter(SnapshotEvent::hasSince)
                .collect(Collectors.toMap(
                        SnapshotEvent::getEventDefinitionId,
                        event -> since(event).orElseThrow()));
    }

    private Map<String, String> storedNames() {
        return snapshot.getPropertiesList().stream()
                .map(SnapshotProperty::getProperty)
                .filter(property -> property.getLevel() == PropertyLevel.PROPERTY_LEVEL_EVENT)
                .collect(Collectors.toMap(property -> property.getKey(), property -> property.getColumnName()));
    }

    private Map<Long, String> propertyKeys() {
        return snapshot.getPropertiesList().stream()
                .map(SnapshotProperty::getProperty)
                .collect(Collectors.toMap(Property::getId, Property::getKey, (first, _) -> first));
    }

    private Map<Long, String> readableDefinitions() {
        return definitions.values().stream()
                .collect(Collectors.toMap(EventDefinition::getId, SnapshotMapper::readable));
    }

    private static String readable(EventDefinition definition) {
        try {
            return JsonFormat.printer()
                    .omittingInsignificantWhitespace()
                    .preservingProtoFieldNames()
                    .print(definition.getMatcher());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a matcher that has no JSON form", e);
        }
    }
}
