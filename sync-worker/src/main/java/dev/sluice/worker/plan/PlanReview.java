package dev.sluice.worker.plan;

import java.util.List;
import java.util.OptionalLong;

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
            case Change.RebuildEventTable(var _, var _, var _, var rows) -> only(ReviewCode.REBUILDS_TABLE, rows);
            case Change.StartFill(var _, var history) -> only(ReviewCode.FILLS_BESIDE, history);
            case Change.AddColumn _ -> only(ReviewCode.ADDS_COLUMN);
            case Change.WidenColumn(var _, var _, var _, var _, var rows) -> only(ReviewCode.WIDENS_COLUMN, rows);
            case Change.DropColumn(var _, var _, var rows) -> only(ReviewCode.DROPS_COLUMN, rows);
            case Change.OpenGap _ -> only(ReviewCode.LEAVES_GAP);
            case Change.CloseGap(var _, var _, var rows) -> only(ReviewCode.LEAVES_GAP, rows);
            case Change.FillGap(var _, var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.ReplaceUserMigrations(var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.ReplaceUsers(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.MoveUsers(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.RepointRows(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.RemoveRewritten(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.DeleteRows(var _, var rows) -> only(ReviewCode.DELETES_ROWS, rows);
            case Change.RemoveTraces(var _, var rows) -> only(ReviewCode.REWRITES_ROWS, rows);
            case Change.AppendRows(var _, var _, var _, var rows) -> only(ReviewCode.APPENDS_ROWS, rows);
            case Change.ReplaceAllEvents _ -> only(ReviewCode.CHANGES_ALL_EVENTS);
            case Change.DescribeEvent(var actual, var desired) ->
                actual.state() == SyncState.SYNCED && desired.state() != SyncState.SYNCED
                        ? only(ReviewCode.FREEZES_TABLE)
                        : List.of();
            case Change.CreateSchema _, Change.ForgetGap _, Change.DropFill _ -> List.of();
        };
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
