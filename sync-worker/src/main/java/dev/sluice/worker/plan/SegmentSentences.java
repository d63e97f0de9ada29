package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.SegmentChange;
import java.util.OptionalLong;

/** Says what a change to a segment's table is. */
final class SegmentSentences {

    private SegmentSentences() {}

    static String sentence(SegmentChange change) {
        return switch (change) {
            case SegmentChange.CreateSegmentTable(var segment, var users) ->
                "Create %s for the segment \"%s\" with everybody in it: %s."
                        .formatted(segment.table(), segment.name(), users(users));
            case SegmentChange.ReplaceSegmentTable(var applied, var segment, var users) ->
                "Rebuild %s with %s, %s, and swap it in one step."
                        .formatted(segment.table(), users(users), cause(applied, segment));
            case SegmentChange.UpdateSegment(var segment, var users) ->
                "Let %s into %s, %s out, and %s in at another time."
                        .formatted(
                                users(users.joiners()),
                                segment.table(),
                                users(users.leavers()),
                                users(users.returners()));
            case SegmentChange.DescribeSegment(var applied, var segment) ->
                applied.state() == segment.state()
                        ? "Describe the segment \"%s\" anew.".formatted(segment.name())
                        : "Leave %s as it is from now on: its segment is %s."
                                .formatted(
                                        segment.table(),
                                        segment.state() == SyncState.ARCHIVED ? "archived" : "toggled off");
            case SegmentChange.LeaveOutSegment(var _, var segment) -> Sentences.leftOut(segment.table());
        };
    }

    private static String cause(Actual.AppliedSegment applied, Desired.SegmentTable segment) {
        return applied.state() != SyncState.SYNCED
                ? "as it was toggled on again"
                : applied.isStale()
                        ? "as an earlier run left it out"
                        : applied.fingerprint().equals(segment.fingerprint())
                                ? "as somebody changed its columns"
                                : edited(applied, segment);
    }

    private static String edited(Actual.AppliedSegment applied, Desired.SegmentTable segment) {
        return applied.revision() == segment.revision()
                ? "as an event that it counts is defined otherwise"
                : "as its condition changed from revision %d to %d".formatted(applied.revision(), segment.revision());
    }

    static OptionalLong rows(SegmentChange change) {
        return switch (change) {
            case SegmentChange.CreateSegmentTable(var _, var users) -> OptionalLong.of(users);
            case SegmentChange.ReplaceSegmentTable(var _, var _, var users) -> OptionalLong.of(users);
            case SegmentChange.UpdateSegment(var _, var users) -> OptionalLong.of(users.rows());
            case SegmentChange.DescribeSegment _, SegmentChange.LeaveOutSegment _ -> OptionalLong.empty();
        };
    }

    private static String users(long number) {
        return Sentences.count(number, "user");
    }
}
