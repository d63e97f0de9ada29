package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.SegmentChange;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Marks changes with what to know before they are applied. */
public final class PlanReview {

    private PlanReview() {}

    /** @param rows concerned; absent where a number says nothing */
    public record Finding(ReviewCode code, OptionalLong rows) {}

    public static List<Finding> of(Change change) {
        return switch (change) {
            case Change.CreateTable _ -> only(ReviewCode.CREATES_TABLE);
            case Change.CreateEventTable(var _, var _, var rows) ->
                List.of(finding(ReviewCode.CREATES_TABLE), finding(ReviewCode.APPENDS_ROWS, rows));
            case Change.RebuildEventTable(var _, var _, var _, var _, var rows) ->
                only(ReviewCode.REBUILDS_TABLE, rows);
            case Change.StartFill(var _, var history) -> only(ReviewCode.FILLS_BESIDE, history);
            case Change.AddColumn _ -> only(ReviewCode.ADDS_COLUMN);
            case Change.WidenColumn(var _, var _, var _, var _, var rows) -> only(ReviewCode.WIDENS_COLUMN, rows);
            case Change.DropColumn(var _, var _, var rows) -> only(ReviewCode.DROPS_COLUMN, rows);
            case Change.OpenGap _ -> only(ReviewCode.LEAVES_GAP);
            case Change.CloseGap(var _, var _, var rows) -> only(ReviewCode.LEAVES_GAP, rows);
            case Change.FillGap(var _, var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.ReplaceUserMigrations(var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.ReplaceUsers(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.RefillTable _ -> only(ReviewCode.REWRITES_ROWS);
            case Change.MoveUsers(var _, var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.RepointRows(var _, var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.RemoveRewritten(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.DeleteRows(var _, var _, var rows) -> only(ReviewCode.DELETES_ROWS, rows);
            case Change.RemoveTraces(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.AppendRows(var _, var _, var _, var rows) -> only(ReviewCode.APPENDS_ROWS, rows);
            case Change.ReplaceAllEvents _ -> only(ReviewCode.CHANGES_ALL_EVENTS);
            case Change.DescribeEvent(var actual, var desired) -> described(actual.state(), desired.state());
            case Change.LeaveOutEvent _ -> only(ReviewCode.LEAVES_TABLE_OUT);
            case Change.SegmentChange segment -> ofSegment(segment);
            case Change.CreateSchema _, Change.ForgetGap _, Change.DropFill _ -> List.of();
        };
    }

    private static List<Finding> ofSegment(SegmentChange change) {
        return switch (change) {
            case SegmentChange.CreateSegmentTable(var _, var users) ->
                List.of(finding(ReviewCode.CREATES_TABLE), finding(ReviewCode.APPENDS_ROWS, users));
            case SegmentChange.ReplaceSegmentTable(var _, var _, var users) -> only(ReviewCode.REBUILDS_TABLE, users);
            case SegmentChange.UpdateSegment(var _, var users) ->
                Stream.of(
                                finding(ReviewCode.APPENDS_ROWS, users.joiners()),
                                finding(ReviewCode.DELETES_ROWS, users.leavers()),
                                finding(ReviewCode.REWRITES_ROWS, users.returners()))
                        .filter(finding -> finding.rows().getAsLong() > 0)
                        .toList();
            case SegmentChange.DescribeSegment(var actual, var desired) -> described(actual.state(), desired.state());
            case SegmentChange.LeaveOutSegment _ -> only(ReviewCode.LEAVES_TABLE_OUT);
        };
    }

    private static List<Finding> described(SyncState actual, SyncState desired) {
        return actual == SyncState.SYNCED && desired != SyncState.SYNCED ? only(ReviewCode.FREEZES_TABLE) : List.of();
    }

    private static List<Finding> only(ReviewCode code) {
        return List.of(finding(code));
    }

    private static List<Finding> only(ReviewCode code, long rows) {
        return List.of(finding(code, rows));
    }

    private static Finding finding(ReviewCode code) {
        return new Finding(code, OptionalLong.empty());
    }

    private static Finding finding(ReviewCode code, long rows) {
        return new Finding(code, OptionalLong.of(rows));
    }
}
