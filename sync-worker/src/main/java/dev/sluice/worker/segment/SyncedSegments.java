package dev.sluice.worker.segment;

import java.util.Map;

/**
 * What the segments that are synced to a warehouse look at.
 *
 * @param conditions by segment id
 * @param counted the fingerprints of the event definitions that they count, by id
 * @param storedNames under which users hold their properties, by the keys these were sent with
 */
public record SyncedSegments(
        Map<Long, SegmentCondition> conditions, Map<Long, String> counted, Map<String, String> storedNames) {

    public static final SyncedSegments NONE = new SyncedSegments(Map.of(), Map.of(), Map.of());

    public SyncedSegments {
        conditions = Map.copyOf(conditions);
        counted = Map.copyOf(counted);
        storedNames = Map.copyOf(storedNames);
    }
}
