package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Actual.AppliedSegment;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.PlanStories.Story;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The situations of segments for which the plans are kept as golden files. */
final class SegmentStories {

    private static final SegmentTable BUYERS = buyers("Buyers", 1, "f1", SyncState.SYNCED);

    private SegmentStories() {}

    static List<Story> all() {
        return List.of(
                story("a first segment", without(), BUYERS, new EvidenceStory().segment(5, 12, 0, 0)),
                story(
                        "a segment whose condition changed",
                        standing(SyncState.SYNCED),
                        buyers("Buyers", 2, "f2", SyncState.SYNCED),
                        new EvidenceStory().segment(5, 5, 0, 0)),
                story(
                        "a segment that counts an event which changed",
                        standing(SyncState.SYNCED),
                        buyers("Buyers", 1, "f2", SyncState.SYNCED),
                        new EvidenceStory().segment(5, 5, 0, 0)),
                story(
                        "a segment toggled on again",
                        standing(SyncState.FROZEN),
                        BUYERS,
                        new EvidenceStory().segment(5, 1, 0, 0)),
                story(
                        "users who enter and leave a segment",
                        standing(SyncState.SYNCED),
                        BUYERS,
                        new EvidenceStory().segment(5, 3, 1, 2)),
                story("a segment nobody enters or leaves", standing(SyncState.SYNCED), BUYERS, new EvidenceStory()),
                story(
                        "a segment toggled off",
                        standing(SyncState.SYNCED),
                        buyers("Buyers", 2, "f2", SyncState.FROZEN),
                        new EvidenceStory()),
                story(
                        "a segment that is left out",
                        standing(SyncState.SYNCED),
                        BUYERS,
                        Set.of("segment_buyers"),
                        new EvidenceStory()),
                story(
                        "a segment that was renamed",
                        standing(SyncState.SYNCED),
                        buyers("Customers", 1, "f1", SyncState.SYNCED),
                        new EvidenceStory()),
                story(
                        "a segment toggled on and off before any run",
                        without(),
                        buyers("Buyers", 1, "f1", SyncState.FROZEN),
                        new EvidenceStory()));
    }

    private static Story story(String name, Actual actual, SegmentTable segment, EvidenceStory users) {
        return story(name, actual, segment, Set.of(), users);
    }

    private static Story story(
            String name, Actual actual, SegmentTable segment, Set<String> leftOut, EvidenceStory users) {
        var desired = new Desired(42, List.of(), Map.of(), Map.of(), List.of(segment)).leavingOut(leftOut);
        return new Story(name, actual, desired, users);
    }

    private static SegmentTable buyers(String name, long revision, String fingerprint, SyncState state) {
        return new SegmentTable(5, name, "segment_buyers", revision, fingerprint, state);
    }

    private static Actual without() {
        return actual(BuiltIn.TABLES, Map.of());
    }

    private static Actual standing(SyncState state) {
        var tables = new TreeMap<>(BuiltIn.TABLES);
        tables.put("segment_buyers", BuiltIn.SEGMENT_COLUMNS);
        return actual(tables, Map.of(5L, new AppliedSegment(5, "Buyers", "segment_buyers", 1, "f1", state)));
    }

    private static Actual actual(Map<String, List<Column>> tables, Map<Long, AppliedSegment> segments) {
        return new Actual(true, tables, Map.of(), Map.of(), List.of("pageviews"), List.of(), Map.of(), segments);
    }
}
