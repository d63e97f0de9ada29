package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.SegmentChange;
import java.util.List;

/** Writes the SQL of a change to a segment's table; it reads {@link Staging#SEGMENT_CHANGES}. */
final class SegmentStatements {

    private SegmentStatements() {}

    static Sql of(SegmentChange change, Dialect dialect, Layout layout) {
        String table = dialect.quote(layout.schema()) + "."
                + dialect.quote(change.desired().table());
        long id = change.desired().segmentId();
        return switch (change) {
            case SegmentChange.CreateSegmentTable _ ->
                Sql.creating(dialect.createTableOf(table, everybody(id)), dialect.index(table, List.of("user_id")));
            case SegmentChange.ReplaceSegmentTable _ -> dialect.replaceTable(table, everybody(id));
            case SegmentChange.UpdateSegment _ -> Sql.ofSeen(update(table, id));
            case SegmentChange.DescribeSegment _, SegmentChange.LeaveOutSegment _ -> Sql.NONE;
        };
    }

    /** Who is in a segment that is built anew. */
    static String everybody(long id) {
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
