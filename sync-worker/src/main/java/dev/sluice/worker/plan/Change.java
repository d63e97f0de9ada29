package dev.sluice.worker.plan;

import java.util.List;

/** One change to a warehouse: what a plan is made of. */
public sealed interface Change {

    record CreateSchema(String schema) implements Change {}

    record CreateTable(String table, List<Column> columns) implements Change {}

    record CreateEventTable(Desired.EventTable event, List<TableColumn> columns, long rows) implements Change {}

    record RebuildEventTable(
            Actual.AppliedEvent actual, Desired.EventTable desired, List<TableColumn> columns, long rows)
            implements Change {}

    record AddColumn(String table, Column column) implements Change {}

    record WidenColumn(String table, Column actual, Column desired, String storedName) implements Change {}

    record DropColumn(String table, Column column) implements Change {}

    record ReplaceUserMigrations(long migrations) implements Change {}

    record ReplaceUsers(List<TableColumn> columns, long users) implements Change {}

    /** Rows of migrated users change hands. */
    record MoveUsers(String table, long rows) implements Change {}

    /** Rows whose session or page changed leave the table, to come back as they are now. */
    record RemoveRewritten(String table, long rows) implements Change {}

    record AppendRows(String table, Rows source, List<TableColumn> columns, long rows) implements Change {}

    record ReplaceAllEvents(List<String> tables) implements Change {}

    /** A name, a revision or a state changed, and no row. */
    record DescribeEvent(Desired.EventTable event) implements Change {}

    /** Which of the landed and rewritten events go into a table. */
    sealed interface Rows {
        record SessionStarts() implements Rows {}

        record Pageviews() implements Rows {}

        record Matches(long definitionId) implements Rows {}
    }

    /** A column of a table that is written, and where its values come from. */
    sealed interface TableColumn {
        Column column();

        /** A column of the same name in the row of a raw event. */
        record Own(Column column) implements TableColumn {}

        /** A custom property, held under its stored name. */
        record Property(Column column, String storedName) implements TableColumn {}

        /** A column that is kept but not filled: of an archived property, say. */
        record Unfilled(Column column) implements TableColumn {}
    }
}
