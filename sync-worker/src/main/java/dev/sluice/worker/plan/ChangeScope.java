package dev.sluice.worker.plan;

import java.util.Optional;
import java.util.OptionalLong;

/** Which table a change is of, and how many rows of it. */
final class ChangeScope {

    private ChangeScope() {}

    /** Empty for a change to the schema as a whole. */
    static Optional<String> table(Change change) {
        return switch (change) {
            case Change.CreateSchema _ -> Optional.empty();
            case Change.CreateTable(var table, var _) -> Optional.of(table);
            case Change.CreateEventTable(var event, var _, var _) -> Optional.of(event.table());
            case Change.RebuildEventTable(var _, var event, var _, var _, var _) -> Optional.of(event.table());
            case Change.StartFill(var event, var _) -> Optional.of(event.table());
            case Change.DropFill(var event) -> Optional.of(event.table());
            case Change.AddColumn(var table, var _) -> Optional.of(table);
            case Change.WidenColumn(var table, var _, var _, var _, var _) -> Optional.of(table);
            case Change.DropColumn(var table, var _, var _) -> Optional.of(table);
            case Change.OpenGap(var gap, var _) -> Optional.of(gap.table());
            case Change.CloseGap(var gap, var _, var _) -> Optional.of(gap.table());
            case Change.ForgetGap(var gap) -> Optional.of(gap.table());
            case Change.FillGap(var gaps, var _, var _) ->
                Optional.of(gaps.getFirst().table());
            case Change.ReplaceUserMigrations _ -> Optional.of(BuiltIn.USER_MIGRATIONS);
            case Change.ReplaceUsers _ -> Optional.of(BuiltIn.USERS);
            case Change.RefillTable(var table, var _) -> Optional.of(table);
            case Change.MoveUsers(var table, var _, var _) -> Optional.of(table);
            case Change.RepointRows(var table, var _, var _) -> Optional.of(table);
            case Change.RemoveRewritten(var table, var _) -> Optional.of(table);
            case Change.DeleteRows(var table, var _, var _) -> Optional.of(table);
            case Change.RemoveTraces(var table, var _) -> Optional.of(table);
            case Change.AppendRows(var table, var _, var _, var _) -> Optional.of(table);
            case Change.ReplaceAllEvents _ -> Optional.of(BuiltIn.ALL_EVENTS);
            case Change.DescribeEvent(var _, var event) -> Optional.of(event.table());
            case Change.LeaveOutEvent(var _, var event) -> Optional.of(event.table());
            case Change.SegmentChange segment -> Optional.of(segment.desired().table());
        };
    }

    /** Of the rows that a change is about, those that it writes. */
    static long writtenRows(Change change) {
        return switch (change) {
            case Change.StartFill _, Change.DropColumn _, Change.CloseGap _ -> 0;
            case Change _ -> rows(change).orElse(0);
        };
    }

    static OptionalLong rows(Change change) {
        return switch (change) {
            case Change.CreateEventTable(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.RebuildEventTable(var _, var _, var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.StartFill(var _, var history) -> OptionalLong.of(history);
            case Change.WidenColumn(var _, var _, var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.DropColumn(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.CloseGap(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.FillGap(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.ReplaceUserMigrations(var rows) -> OptionalLong.of(rows);
            case Change.ReplaceUsers(var _, var rows) -> OptionalLong.of(rows);
            case Change.MoveUsers(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.RepointRows(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.RemoveRewritten(var _, var rows) -> OptionalLong.of(rows);
            case Change.DeleteRows(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.RemoveTraces(var _, var rows) -> OptionalLong.of(rows);
            case Change.AppendRows(var _, var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.SegmentChange segment -> SegmentSentences.rows(segment);
            case Change.CreateSchema _,
                    Change.CreateTable _,
                    Change.AddColumn _,
                    Change.OpenGap _,
                    Change.ForgetGap _,
                    Change.DropFill _,
                    Change.RefillTable _,
                    Change.ReplaceAllEvents _,
                    Change.DescribeEvent _,
                    Change.LeaveOutEvent _ -> OptionalLong.empty();
        };
    }
}
