package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.SegmentChange.CreateSegmentTable;
import dev.sluice.worker.plan.Change.SegmentChange.DescribeSegment;
import dev.sluice.worker.plan.Change.SegmentChange.LeaveOutSegment;
import dev.sluice.worker.plan.Change.SegmentChange.ReplaceSegmentTable;
import dev.sluice.worker.plan.Change.SegmentChange.UpdateSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to happen to one segment's table, by comparing what was applied with what is desired. */
public sealed interface SegmentDiff {

    /** The table is missing: create it with everybody who is in the segment. */
    record Create(Desired.SegmentTable desired) implements SegmentDiff {}

    /** The condition means something else than before, the table stood frozen, or it is not what runs made it: everybody is looked at again. */
    record Replace(Actual.AppliedSegment actual, Desired.SegmentTable desired) implements SegmentDiff {}

    /** The table is right but for what has happened since. */
    record Follow(Actual.AppliedSegment actual, Desired.SegmentTable desired) implements SegmentDiff {}

    /**
     * Should move, and this run leaves it as it is.
     *
     * @param standing absent where the table is missing
     */
    record LeftOut(Optional<Actual.AppliedSegment> standing, Desired.SegmentTable desired) implements SegmentDiff {}

    /** Stays as it is, be it frozen or archived. */
    record Keep(Actual.AppliedSegment actual, Desired.SegmentTable desired) implements SegmentDiff {}

    /** Toggled on and off again before any run: there never was a table. */
    record Nothing(Desired.SegmentTable desired) implements SegmentDiff {}

    Desired.SegmentTable desired();

    static List<SegmentDiff> between(Actual actual, Desired desired) {
        return desired.segments().stream()
                .map(segment -> desired.leavesOut(segment) ? leftOut(actual, segment) : of(actual, segment))
                .toList();
    }

    private static SegmentDiff leftOut(Actual actual, Desired.SegmentTable segment) {
        var applied = Optional.ofNullable(actual.segments().get(segment.segmentId()))
                .filter(_ -> actual.has(segment.table()));
        return new LeftOut(applied, segment);
    }

    private static SegmentDiff of(Actual actual, Desired.SegmentTable segment) {
        var applied = actual.segments().get(segment.segmentId());
        boolean standing = applied != null && actual.has(segment.table());
        return switch (segment.state()) {
            case FROZEN, ARCHIVED -> standing ? new Keep(applied, segment) : new Nothing(segment);
            case SYNCED ->
                !standing
                        ? new Create(segment)
                        : sameUsers(actual, applied, segment)
                                ? new Follow(applied, segment)
                                : new Replace(applied, segment);
        };
    }

    private static boolean sameUsers(Actual actual, Actual.AppliedSegment applied, Desired.SegmentTable segment) {
        return applied.state() == SyncState.SYNCED
                && applied.fingerprint().equals(segment.fingerprint())
                && !actual.isDamaged(segment.table());
    }

    default List<Change> changes(Evidence evidence) {
        var users = evidence.of(desired());
        return switch (this) {
            case Create(var segment) -> List.of(new CreateSegmentTable(segment, users.joiners()));
            case Replace(var applied, var segment) ->
                List.of(new ReplaceSegmentTable(applied, segment, users.joiners()));
            case Follow(var applied, var segment) -> {
                var changes = new ArrayList<Change>();
                if (users.rows() > 0) {
                    changes.add(new UpdateSegment(segment, users));
                }
                changes.addAll(description(applied, segment));
                yield changes;
            }
            case LeftOut(var standing, var segment) ->
                standing.filter(applied -> !applied.isStale()).stream()
                        .<Change>map(applied -> new LeaveOutSegment(applied, segment))
                        .toList();
            case Keep(var applied, var segment) -> description(applied, segment);
            case Nothing _ -> List.of();
        };
    }

    private static List<Change> description(Actual.AppliedSegment applied, Desired.SegmentTable segment) {
        boolean same = applied.name().equals(segment.name())
                && applied.revision() == segment.revision()
                && applied.state() == segment.state();
        return same ? List.of() : List.of(new DescribeSegment(applied, segment));
    }
}
