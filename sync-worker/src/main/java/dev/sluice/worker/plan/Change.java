package dev.sluice.worker.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One change to a warehouse: what a plan is made of. */
public sealed interface Change {

    record CreateSchema(String schema) implements Change {}

    record CreateTable(String table, List<Column> columns) implements Change {}

    record CreateEventTable(Desired.EventTable event, List<TableColumn> columns, long rows) implements Change {}

    /** @param foreign columns that somebody has added, which keep what they hold */
    record RebuildEventTable(
            Actual.AppliedEvent actual,
            Desired.EventTable desired,
            List<TableColumn> columns,
            List<String> foreign,
            long rows)
            implements Change {}

    /**
     * The table is left to a run beside this one: verdicts on its history are gathered there, from the beginning.
     *
     * @param history raw events to be judged
     */
    record StartFill(Desired.EventTable event, long history) implements Change {}

    /** Toggled off before its table was full, or left out: what was gathered is given up. */
    record DropFill(Desired.EventTable event) implements Change {}

    record AddColumn(String table, Column column) implements Change {}

    /** @param rows of the table */
    record WidenColumn(String table, Column actual, Column desired, String storedName, long rows) implements Change {}

    /** @param rows of the table */
    record DropColumn(String table, Column column, long rows) implements Change {}

    /** From now on rows are loaded without the property's values. */
    record OpenGap(Gap gap, Column column) implements Change {}

    /**
     * Rows are loaded with the property's values again.
     *
     * @param rows that lack theirs
     */
    record CloseGap(Gap gap, Column column, long rows) implements Change {}

    /** No row lacks anything by this gap. */
    record ForgetGap(Gap gap) implements Change {}

    /** Values that rows lack are filled in, and no other column is touched. */
    record FillGap(List<Gap> gaps, Column column, long rows) implements Change {
        public FillGap {
            gaps = List.copyOf(gaps);
        }
    }

    record ReplaceUserMigrations(long migrations) implements Change {}

    record ReplaceUsers(List<TableColumn> columns, long users) implements Change {}

    /** A table that every warehouse has gets all its rows anew, since somebody dropped it or columns of it. */
    record RefillTable(String table, List<TableColumn> columns) implements Change {}

    /**
     * Rows of users who migrated for the first time change hands.
     *
     * @param since no event of theirs is earlier, where that is known
     */
    record MoveUsers(String table, Optional<Instant> since, long rows) implements Change {}

    /**
     * Rows of users whose migration now leads elsewhere, or nowhere, change hands.
     *
     * @param since none of these rows is earlier, where that is known
     */
    record RepointRows(String table, Optional<Instant> since, long rows) implements Change {}

    /** Rows whose session or page changed leave the table, to come back as they are now. */
    record RemoveRewritten(String table, long rows) implements Change {}

    /** Rows of deleted users go: those of their events, or in the frozen table of a segment those of themselves. */
    record DeleteRows(String table, DeletedRows.Key key, long rows) implements Change {}

    /**
     * Rows of others in a frozen table get the session and page that they have without the events of deleted users, and
     * leave the ids of these where their events are somebody else's by now.
     */
    record RemoveTraces(String table, long rows) implements Change {}

    record AppendRows(String table, Rows source, List<TableColumn> columns, long rows) implements Change {}

    record ReplaceAllEvents(List<String> tables) implements Change {}

    /** A name, a revision or a state changed, and no row. */
    record DescribeEvent(Actual.AppliedEvent actual, Desired.EventTable desired) implements Change {}

    /** The table stays as it is in this run and falls behind, so a later run has to build it anew. */
    record LeaveOutEvent(Actual.AppliedEvent actual, Desired.EventTable desired) implements Change {}

    /** What happens to the table of a segment. */
    sealed interface SegmentChange extends Change {

        Desired.SegmentTable desired();

        record CreateSegmentTable(Desired.SegmentTable desired, long users) implements SegmentChange {}

        record ReplaceSegmentTable(Actual.AppliedSegment actual, Desired.SegmentTable desired, long users)
                implements SegmentChange {}

        /** Some users leave, some join, some have entered at another time. */
        record UpdateSegment(Desired.SegmentTable desired, Evidence.SegmentEvidence users) implements SegmentChange {}

        /** A name, a revision or a state changed, and no row. */
        record DescribeSegment(Actual.AppliedSegment actual, Desired.SegmentTable desired) implements SegmentChange {}

        /** As {@link LeaveOutEvent}. */
        record LeaveOutSegment(Actual.AppliedSegment actual, Desired.SegmentTable desired) implements SegmentChange {}
    }

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

        /**
         * A custom property, held under its stored name.
         *
         * @param gaps in which rows stay without a value
         */
        record Property(Column column, String storedName, List<Gap> gaps) implements TableColumn {
            public Property {
                gaps = List.copyOf(gaps);
            }
        }
    }
}
