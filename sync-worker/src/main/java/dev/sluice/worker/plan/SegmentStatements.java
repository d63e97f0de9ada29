package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.SegmentChange;
import java.util.List;
import java.util.stream.Stream;

/** Writes the SQL of a change to a segment's table; it reads {@link Staging#SEGMENT_CHANGES}. */
final class SegmentStatements {

    private SegmentStatements() {}

    static List<String> unseen(SegmentChange change, Dialect dialect, Layout layout) {
        String table = table(change, dialect, layout);
        long id = change.desired().segmentId();
        return switch (change) {
            case SegmentChange.CreateSegmentTable _ ->
                Stream.concat(
                                Stream.of("CREATE TABLE %s AS %s".formatted(table, everybody(id))),
                                dialect.index(table, List.of("user_id")).stream())
                        .toList();
            case SegmentChange.ReplaceSegmentTable _ ->
                dialect.replaceTable(table, everybody(id)).unseen();
            case SegmentChange.UpdateSegment _, SegmentChange.DescribeSegment _ -> List.of();
        };
    }

    static List<String> seen(SegmentChange change, Dialect dialect, Layout layout) {
        String table = table(change, dialect, layout);
        long id = change.desired().segmentId();
        return switch (change) {
            case SegmentChange.CreateSegmentTable _ -> List.of();
            case SegmentChange.ReplaceSegmentTable _ ->
                dialect.replaceTable(table, everybody(id)).swap();
            case SegmentChange.UpdateSegment _ -> update(table, id);
            case SegmentChange.DescribeSegment _ -> List.of();
        };
    }

    private static String table(SegmentChange change, Dialect dialect, Layout layout) {
        return dialect.quote(layout.schema()) + "."
                + dialect.quote(change.desired().table());
    }

    private static String everybody(long id) {
        return "SELECT user_id, entered_at, as_of FROM %s WHERE segment_id = %d AND entered_at IS NOT NULL"
                .formatted(Staging.SEGMENT_CHANGES, id);
    }

    private static List<String> update(String table, long id) {
        return List.of(
                "DELETE FROM %s WHERE user_id IN (SELECT user_id FROM %s WHERE segment_id = %d AND entered_at IS NULL)"
                        .formatted(table, Staging.SEGMENT_CHANGES, id),
                "UPDATE %s AS t SET entered_at = c.entered_at FROM %s AS c WHERE c.segment_id = %d AND c.user_id = t.user_id"
                        .formatted(table, Staging.SEGMENT_CHANGES, id),
                "INSERT INTO %s (user_id, entered_at, as_of) SELECT user_id, entered_at, as_of FROM %s WHERE segment_id = %d AND entered_before IS NULL"
                        .formatted(table, Staging.SEGMENT_CHANGES, id));
    }
}
