package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.definitions.v1.SnapshotSegment;
import dev.sluice.definitions.v1.SyncState;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentCondition.Subject;
import dev.sluice.worker.segment.SegmentNeeds;
import dev.sluice.worker.segment.SyncedSegments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns the contract's segments into ours; definitions-service has checked them. */
final class SegmentMapper {

    private final Snapshot snapshot;
    private final Fingerprints fingerprints;

    SegmentMapper(Snapshot snapshot, Fingerprints fingerprints) {
        this.snapshot = snapshot;
        this.fingerprints = fingerprints;
    }

    List<Desired.SegmentTable> tables() {
        return snapshot.getSegmentsList().stream().map(this::table).toList();
    }

    private Desired.SegmentTable table(SnapshotSegment segment) {
        var definition = segment.getSegment();
        return new Desired.SegmentTable(
                definition.getId(),
                definition.getName(),
                segment.getTableName(),
                definition.getRevision(),
                fingerprints.of(definition.getCondition()),
                SyncStates.of(segment.getState()));
    }

    SyncedSegments synced() {
        var conditions = snapshot.getSegmentsList().stream()
                .filter(segment -> segment.getState() == SyncState.SYNC_STATE_SYNCED)
                .map(SnapshotSegment::getSegment)
                .collect(Collectors.toMap(Segment::getId, segment -> condition(segment.getCondition())));
        var counted = SegmentNeeds.of(conditions.values()).definitions().stream()
                .collect(Collectors.toMap(Function.identity(), event -> fingerprints.of(event, Optional.empty())));
        return new SyncedSegments(conditions, counted, storedNames());
    }

    private Map<String, String> storedNames() {
        return snapshot.getPropertiesList().stream()
                .map(SnapshotProperty::getProperty)
                .filter(property -> property.getLevel() == PropertyLevel.PROPERTY_LEVEL_USER)
                .collect(Collectors.toMap(property -> property.getKey(), property -> property.getColumnName()));
    }

    private static SegmentCondition condition(dev.sluice.definitions.v1.SegmentCondition condition) {
        return switch (condition.getKindCase()) {
            case ALL_OF ->
                new SegmentCondition.AllOf(conditions(condition.getAllOf().getConditionsList()));
            case ANY_OF ->
                new SegmentCondition.AnyOf(conditions(condition.getAnyOf().getConditionsList()));
            case NONE_OF -> new SegmentCondition.NoneOf(condition(condition.getNoneOf()));
            case USER_PROPERTY ->
                new SegmentCondition.UserProperty(
                        subject(condition.getUserProperty()), MatcherMapper.test(condition.getUserProperty()));
            case BEHAVIOUR -> behaviour(condition.getBehaviour());
            case KIND_NOT_SET -> throw new IllegalStateException("a segment's condition without a kind");
        };
    }

    private static List<SegmentCondition> conditions(List<dev.sluice.definitions.v1.SegmentCondition> conditions) {
        return conditions.stream().map(SegmentMapper::condition).toList();
    }

    private static SegmentCondition behaviour(dev.sluice.definitions.v1.Behaviour behaviour) {
        return new SegmentCondition.Behaviour(
                behaviour.getEventDefinitionId(),
                behaviour.getAtLeast(),
                behaviour.hasWithin()
                        ? Optional.of(Duration.ofSeconds(
                                behaviour.getWithin().getSeconds(),
                                behaviour.getWithin().getNanos()))
                        : Optional.empty());
    }

    /** {@code handle} and {@code email} are the user properties keyed exactly so. */
    private static Subject subject(Comparison comparison) {
        return switch (comparison.getSubjectCase()) {
            case PROPERTY -> new Subject.Property(comparison.getProperty());
            case COLUMN ->
                switch (comparison.getColumn()) {
                    case "identity" -> new Subject.Identity();
                    case "joindate" -> new Subject.Joindate();
                    default -> new Subject.Property(comparison.getColumn());
                };
            case SUBJECT_NOT_SET -> throw new IllegalStateException("a comparison without a subject");
        };
    }
}
