package dev.sluice.worker.plan;

import java.util.List;
import java.util.Locale;

/** Says what a change is, once for machines and once for people. */
final class Sentences {

    private Sentences() {}

    static String kind(Change change) {
        return change.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    static String sentence(Change change) {
        return switch (change) {
            case Change.CreateSchema(var schema) -> "Create the schema " + schema + ".";
            case Change.CreateTable(var table, var _) -> "Create the table " + table + ".";
            case Change.CreateEventTable(var event, var _, var rows) ->
                "Create %s for the event \"%s\" and fill it with all its history: %s."
                        .formatted(event.table(), event.name(), count(rows, "row"));
            case Change.RebuildEventTable(var applied, var event, var _, var _, var rows) ->
                "Rebuild %s with %s, %s, and swap it in one step."
                        .formatted(event.table(), count(rows, "row"), cause(applied, event));
            case Change.StartFill(var event, var history) ->
                "Leave %s to a run beside this one, which judges %s of history first."
                        .formatted(event.table(), count(history, "event"));
            case Change.DropFill(var event) ->
                "Give up filling %s: %s."
                        .formatted(
                                event.table(),
                                event.state() == SyncState.SYNCED ? "it is left out" : "its event is no longer synced");
            case Change.AddColumn(var table, var column) ->
                "Add the column %s (%s) to %s.".formatted(column.name(), type(column), table);
            case Change.WidenColumn(var table, var before, var after, var _, var _) ->
                "Widen the column %s of %s from %s to %s.".formatted(after.name(), table, type(before), type(after));
            case Change.DropColumn(var table, var column, var _) ->
                "Drop the column %s of %s: its property is no longer synced.".formatted(column.name(), table);
            case Change.OpenGap(var gap, var column) ->
                "From now on rows of %s lack their values of %s.".formatted(gap.table(), column.name());
            case Change.CloseGap(var gap, var column, var rows) ->
                "Load the values of %s into %s again; %s without, until a backfill."
                        .formatted(column.name(), gap.table(), rows == 1 ? "1 row is" : count(rows, "row") + " are");
            case Change.ForgetGap(var gap) ->
                "No row of %s lacks its value of %s any more.".formatted(gap.table(), gap.storedName());
            case Change.FillGap(var gaps, var column, var rows) ->
                "Fill the column %s of %s where it lacks its values: %s."
                        .formatted(column.name(), table(gaps), count(rows, "row"));
            case Change.ReplaceUserMigrations(var migrations) ->
                "Enter %s in user_migrations.".formatted(count(migrations, "migration"));
            case Change.ReplaceUsers(var _, var users) -> "Write %s to users.".formatted(count(users, "changed user"));
            case Change.RefillTable(var table, var _) ->
                "Fill %s with all its history, as it does not hold it.".formatted(table);
            case Change.MoveUsers(var table, var _, var rows) ->
                "Move %s of %s to the users they turned out to be of.".formatted(count(rows, "row"), table);
            case Change.RepointRows(var table, var _, var rows) ->
                "Move %s of %s to other users than earlier calls had said.".formatted(count(rows, "row"), table);
            case Change.RemoveRewritten(var table, var rows) ->
                "Take %s out of %s whose session or page changed by late events.".formatted(count(rows, "row"), table);
            case Change.DeleteRows(var table, var _, var rows) ->
                "Delete %s of deleted users from %s.".formatted(count(rows, "row"), table);
            case Change.RemoveTraces(var table, var rows) ->
                "Write %s of %s anew without what deleted users left in them.".formatted(count(rows, "row"), table);
            case Change.AppendRows(var table, var _, var _, var rows) ->
                "Append %s to %s.".formatted(count(rows, "row"), table);
            case Change.ReplaceAllEvents(var tables) ->
                "Make all_events the union of %s.".formatted(String.join(", ", tables));
            case Change.DescribeEvent(var applied, var event) -> described(applied, event);
            case Change.LeaveOutEvent(var _, var event) -> leftOut(event.table());
            case Change.SegmentChange segment -> SegmentSentences.sentence(segment);
        };
    }

    private static String described(Actual.AppliedEvent applied, Desired.EventTable event) {
        if (applied.state() == event.state()) {
            return "Describe the event \"%s\" anew.".formatted(event.name());
        }
        return "Leave %s as it is from now on: its event is %s."
                .formatted(event.table(), event.state() == SyncState.ARCHIVED ? "archived" : "toggled off");
    }

    static String leftOut(String table) {
        return "Leave %s out: it stays as it is, and a later run builds it anew.".formatted(table);
    }

    private static String cause(Actual.AppliedEvent applied, Desired.EventTable event) {
        return applied.state() != SyncState.SYNCED
                ? "as it was toggled on again"
                : applied.isStale()
                        ? "as an earlier run left it out"
                        : applied.fingerprint().equals(event.fingerprint())
                                ? "as somebody changed its columns"
                                : edited(applied, event);
    }

    private static String edited(Actual.AppliedEvent applied, Desired.EventTable event) {
        return applied.revision() == event.revision()
                ? "as a part of its definition or its start date changed"
                : "as its definition changed from revision %d to %d".formatted(applied.revision(), event.revision());
    }

    private static String table(List<Gap> gaps) {
        return gaps.getFirst().table();
    }

    static String count(long number, String noun) {
        return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }

    private static String type(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT);
    }
}
