package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Change.SegmentChange;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.time.Instant;
import java.util.List;

/** Writes down what the tables of segments were made from, and for which time they hold. */
final class SegmentLedger {

    private final Warehouse warehouse;
    private final Instant asOf;

    SegmentLedger(Warehouse warehouse, Instant asOf) {
        this.warehouse = warehouse;
        this.asOf = asOf;
    }

    void enter(Change change) {
        if (change instanceof SegmentChange segment) {
            record(segment);
        }
    }

    /** A table that is to be made, or replaced, after the commit. */
    void await(Change replacement) {
        if (replacement instanceof SegmentChange segment) {
            enterTable(segment.desired(), Actual.STALE);
        }
    }

    private void record(SegmentChange change) {
        switch (change) {
            case SegmentChange.CreateSegmentTable(var segment, var _) -> enterTable(segment, segment.fingerprint());
            case SegmentChange.ReplaceSegmentTable(var _, var segment, var _) ->
                enterTable(segment, segment.fingerprint());
            case SegmentChange.DescribeSegment(var _, var segment) -> recordDescription(segment);
            case SegmentChange.LeaveOutSegment(var _, var segment) -> recordLeftOut(segment);
            case SegmentChange.UpdateSegment _ -> {}
        }
    }

    private void enterTable(SegmentTable segment, String fingerprint) {
        warehouse.execute("DELETE FROM %s WHERE segment_id = ?".formatted(applied()), List.of(segment.segmentId()));
        warehouse.execute(
                "INSERT INTO %s VALUES (?, ?, ?, ?, ?, ?, ?)".formatted(applied()),
                List.of(
                        segment.segmentId(),
                        segment.name(),
                        segment.table(),
                        segment.revision(),
                        fingerprint,
                        segment.state().name(),
                        asOf));
    }

    /** The fingerprint stays: it is of the condition that the table was last made from. */
    private void recordDescription(SegmentTable segment) {
        warehouse.execute(
                "UPDATE %s SET segment_name = ?, segment_revision = ?, state = ? WHERE segment_id = ?"
                        .formatted(applied()),
                List.of(segment.name(), segment.revision(), segment.state().name(), segment.segmentId()));
    }

    private void recordLeftOut(SegmentTable segment) {
        warehouse.execute(
                "UPDATE %s SET fingerprint = ? WHERE segment_id = ?".formatted(applied()),
                List.of(Actual.STALE, segment.segmentId()));
    }

    /** Whoever stays in a segment is in it as of now. */
    void refresh(SegmentTable segment) {
        try {
            warehouse.execute("UPDATE %s SET as_of = ?".formatted(warehouse.table(segment.table())), List.of(asOf));
        } catch (WarehouseFailure.Statement e) {
            throw new ChangeFailed(segment.table(), "Date %s to now.".formatted(segment.table()), e);
        }
        warehouse.execute(
                "UPDATE %s SET as_of = ? WHERE segment_id = ?".formatted(applied()),
                List.of(asOf, segment.segmentId()));
    }

    private String applied() {
        return warehouse.raw(Staging.APPLIED_SEGMENTS);
    }

    static long inserted(SegmentChange change) {
        return switch (change) {
            case SegmentChange.CreateSegmentTable(var _, var users) -> users;
            case SegmentChange.ReplaceSegmentTable(var _, var _, var users) -> users;
            case SegmentChange.UpdateSegment(var _, var users) -> users.joiners();
            case SegmentChange.DescribeSegment _, SegmentChange.LeaveOutSegment _ -> 0;
        };
    }
}
