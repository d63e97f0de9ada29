package dev.sluice.worker.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What should stand in a warehouse, at one revision of its environment.
 *
 * @param eventProperties the custom event properties by the name under which raw events hold them
 * @param userProperties the same for user properties
 * @param segments all that have, or should have, a table
 */
public record Desired(
        long revision,
        List<EventTable> events,
        Map<String, PropertyColumn> eventProperties,
        Map<String, PropertyColumn> userProperties,
        List<SegmentTable> segments) {

    public Desired {
        events = List.copyOf(events);
        eventProperties = Map.copyOf(eventProperties);
        userProperties = Map.copyOf(userProperties);
        segments = List.copyOf(segments);
    }

    /** Of an environment without segments. */
    public Desired(
            long revision,
            List<EventTable> events,
            Map<String, PropertyColumn> eventProperties,
            Map<String, PropertyColumn> userProperties) {
        this(revision, events, eventProperties, userProperties, List.of());
    }

    /** @param fingerprint equal when, and only when, the same raw events belong in the table */
    public record EventTable(
            long definitionId, String name, String table, long revision, String fingerprint, SyncState state) {}

    /** @param fingerprint equal when, and only when, the same users belong in the table */
    public record SegmentTable(
            long segmentId, String name, String table, long revision, String fingerprint, SyncState state) {}

    /** The segments that have a table which moves, after a run at the latest. */
    public List<SegmentTable> syncedSegments() {
        return segments.stream()
                .filter(segment -> segment.state() == SyncState.SYNCED)
                .toList();
    }

    /** The property that a gap is of; empty for one that the catalog does not have. */
    public Optional<PropertyColumn> propertyOf(Gap gap) {
        var properties = gap.table().equals(BuiltIn.USERS) ? userProperties : eventProperties;
        return Optional.ofNullable(properties.get(gap.storedName()));
    }

    /**
     * A custom property as a column.
     *
     * @param id in the catalog
     * @param storedName the name under which raw rows hold its values
     * @param synced false: the tables have no such column
     * @param archived the column stays, but rows loaded meanwhile are null in it
     */
    public record PropertyColumn(long id, String storedName, Column column, boolean synced, boolean archived) {

        public boolean isActive() {
            return synced && !archived;
        }
    }
}
