package dev.sluice.worker.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What should stand in a warehouse, at one revision of its environment.
 *
 * @param eventProperties the custom event properties by the name under which raw events hold them
 * @param userProperties the same for user properties
 * @param segments all that have, or should have, a table
 * @param leftOut tables that a run leaves as they are, though they should move
 * @param waiting definitions of events whose tables are not to have the latest events yet
 */
public record Desired(
        long revision,
        List<EventTable> events,
        Map<String, PropertyColumn> eventProperties,
        Map<String, PropertyColumn> userProperties,
        List<SegmentTable> segments,
        Set<String> leftOut,
        Set<Long> waiting) {

    public Desired {
        events = List.copyOf(events);
        eventProperties = Map.copyOf(eventProperties);
        userProperties = Map.copyOf(userProperties);
        segments = List.copyOf(segments);
        leftOut = Set.copyOf(leftOut);
        waiting = Set.copyOf(waiting);
    }

    /** With every table. */
    public Desired(
            long revision,
            List<EventTable> events,
            Map<String, PropertyColumn> eventProperties,
            Map<String, PropertyColumn> userProperties,
            List<SegmentTable> segments) {
        this(revision, events, eventProperties, userProperties, segments, Set.of(), Set.of());
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
            long definitionId, String name, String table, long revision, String fingerprint, SyncState state) {

        /** As it is told of a table that stands still, whose rows may be of an earlier revision. */
        EventTable standingStill(Actual.AppliedEvent applied) {
            return fingerprint.equals(applied.fingerprint())
                    ? this
                    : new EventTable(definitionId, name, table, applied.revision(), fingerprint, state);
        }
    }

    /** @param fingerprint equal when, and only when, the same users belong in the table */
    public record SegmentTable(
            long segmentId, String name, String table, long revision, String fingerprint, SyncState state) {}

    /** The same, for a run that leaves tables out. */
    public Desired leavingOut(Set<String> tables) {
        return new Desired(revision, events, eventProperties, userProperties, segments, tables, waiting);
    }

    /** The same, where tables of some events wait. */
    public Desired lettingWait(Set<Long> definitionIds) {
        return new Desired(revision, events, eventProperties, userProperties, segments, leftOut, definitionIds);
    }

    /** The same, for a run that brings the tables of some events up to date: all others wait. */
    public Desired only(Set<Long> definitionIds) {
        return lettingWait(events.stream()
                .map(EventTable::definitionId)
                .filter(id -> !definitionIds.contains(id))
                .collect(Collectors.toSet()));
    }

    boolean letsWait(EventTable event) {
        return waiting.contains(event.definitionId());
    }

    boolean leavesOut(EventTable event) {
        return event.state() == SyncState.SYNCED && leftOut.contains(event.table());
    }

    boolean leavesOut(SegmentTable segment) {
        return segment.state() == SyncState.SYNCED && leftOut.contains(segment.table());
    }

    /** What the tables that should move are made from, by table: fingerprints. */
    public Map<String, String> synced() {
        var fingerprints = new HashMap<String, String>();
        events.stream()
                .filter(event -> event.state() == SyncState.SYNCED)
                .forEach(event -> fingerprints.put(event.table(), event.fingerprint()));
        segments.stream()
                .filter(segment -> segment.state() == SyncState.SYNCED)
                .forEach(segment -> fingerprints.put(segment.table(), segment.fingerprint()));
        return fingerprints;
    }

    /** The segments that have a table which moves, after a run at the latest. */
    public List<SegmentTable> syncedSegments() {
        return segments.stream()
                .filter(segment -> segment.state() == SyncState.SYNCED && !leavesOut(segment))
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
