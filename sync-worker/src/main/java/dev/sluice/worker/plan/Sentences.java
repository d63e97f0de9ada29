package dev.sluice.worker.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Says what a change is, once for machines and once for people. */
final class Sentences {

    PlannedChange describe(Change change, List<String> sql) {
        return new PlannedChange(change, kind(change), table(change), sentence(change), rows(change), sql);
    }

    private static String kind(Change change) {
        return change.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String sentence(Change change) {
        return switch (change) {
            case Change.CreateSchema(var schema) -> "Create the schema " + schema + ".";
            case Change.CreateTable(var table, var _) -> "Create the table " + table + ".";
            case Change.CreateEventTable(var event, var _, var rows) ->
                "Create %s for the event \"%s\" and fill it with all its history: %s."
                        .formatted(event.table(), event.name(), count(rows, "row"));
            case Change.RebuildEventTable(var applied, var event, var _, var rows) ->
                "Rebuild %s with %s, %s, and swap it in one step."
                        .formatted(event.table(), count(rows, "row"), cause(applied, event));
            case Change.AddColumn(var table, var column) ->
                "Add the column %s (%s) to %s.".formatted(column.name(), type(column), table);
            case Change.WidenColumn(var table, var before, var after, var _) ->
                "Widen the column %s of %s from %s to %s.".formatted(after.name(), table, type(before), type(after));
            case Change.DropColumn(var table, var column) ->
                "Drop the column %s of %s: its property is no longer synced.".formatted(column.name(), table);
            case Change.ReplaceUserMigrations(var migrations) ->
                "Enter %s in user_migrations.".formatted(count(migrations, "migration"));
            case Change.ReplaceUsers(var _, var users) -> "Write %s to users.".formatted(count(users, "changed user"));
            case Change.MoveUsers(var table, var rows) ->
                "Move %s of %s to the users they turned out to be of.".formatted(count(rows, "row"), table);
            case Change.RemoveRewritten(var table, var rows) ->
                "Take %s out of %s whose session or page changed by late events.".formatted(count(rows, "row"), table);
            case Change.AppendRows(var table, var _, var _, var rows) ->
                "Append %s to %s.".formatted(count(rows, "row"), table);
            case Change.ReplaceAllEvents(var tables) ->
                "Make all_events the union of %s.".formatted(String.join(", ", tables));
            case Change.DescribeEvent(var event) -> "Describe the event \"%s\" anew.".formatted(event.name());
        };
    }

    private static String cause(Actual.AppliedEvent applied, Desired.EventTable event) {
        return applied.state() != SyncState.SYNCED
                ? "as it was toggled on again"
                : applied.revision() == event.revision()
                        ? "as a part of its definition or its start date changed"
                        : "as its definition changed from revision %d to %d"
                                .formatted(applied.revision(), event.revision());
    }

    private static Optional<String> table(Change change) {
        return switch (change) {
            case Change.CreateSchema _ -> Optional.empty();
            case Change.CreateTable(var table, var _) -> Optional.of(table);
            case Change.CreateEventTable(var event, var _, var _) -> Optional.of(event.table());
            case Change.RebuildEventTable(var _, var event, var _, var _) -> Optional.of(event.table());
            case Change.AddColumn(var table, var _) -> Optional.of(table);
            case Change.WidenColumn(var table, var _, var _, var _) -> Optional.of(table);
            case Change.DropColumn(var table, var _) -> Optional.of(table);
            case Change.ReplaceUserMigrations _ -> Optional.of(BuiltIn.USER_MIGRATIONS);
            case Change.ReplaceUsers _ -> Optional.of(BuiltIn.USERS);
            case Change.MoveUsers(var table, var _) -> Optional.of(table);
            case Change.RemoveRewritten(var table, var _) -> Optional.of(table);
            case Change.AppendRows(var table, var _, var _, var _) -> Optional.of(table);
            case Change.ReplaceAllEvents _ -> Optional.of(BuiltIn.ALL_EVENTS);
            case Change.DescribeEvent(var event) -> Optional.of(event.table());
        };
    }

    private static OptionalLong rows(Change change) {
        return switch (change) {
            case Change.CreateEventTable(var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.RebuildEventTable(var _, var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.ReplaceUserMigrations(var rows) -> OptionalLong.of(rows);
            case Change.ReplaceUsers(var _, var rows) -> OptionalLong.of(rows);
            case Change.MoveUsers(var _, var rows) -> OptionalLong.of(rows);
            case Change.RemoveRewritten(var _, var rows) -> OptionalLong.of(rows);
            case Change.AppendRows(var _, var _, var _, var rows) -> OptionalLong.of(rows);
            case Change.CreateSchema _,
                    Change.CreateTable _,
                    Change.AddColumn _,
                    Change.WidenColumn _,
                    Change.DropColumn _,
                    Change.ReplaceAllEvents _,
                    Change.DescribeEvent _ -> OptionalLong.empty();
        };
    }

    private static String count(long number, String noun) {
        return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }

    private static String type(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT);
    }
}
