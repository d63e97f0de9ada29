package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Makes the plan. The order of changes is decided here alone: shapes before rows, since one engine commits shapes by
 * itself; then who is who; then rows; the view over all tables last.
 */
public final class Planner {

    private final Actual actual;
    private final Desired desired;
    private final Evidence evidence;
    private final Sentences sentences;
    private final Statements statements;
    private final TableColumns tableColumns;
    private final List<EventDiff> diffs;
    private final List<PlannedChange> changes = new ArrayList<>();

    private Planner(Actual actual, Desired desired, Evidence evidence, Dialect dialect, Layout layout) {
        this.actual = actual;
        this.desired = desired;
        this.evidence = evidence;
        this.sentences = new Sentences();
        this.statements = new Statements(dialect, layout);
        this.tableColumns = new TableColumns(actual, desired);
        this.diffs = EventDiff.between(actual, desired);
    }

    public static Plan plan(Actual actual, Desired desired, Evidence evidence, Dialect dialect, Layout layout) {
        return new Planner(actual, desired, evidence, dialect, layout).plan(layout);
    }

    private Plan plan(Layout layout) {
        if (!actual.schemaExists()) {
            add(new Change.CreateSchema(layout.schema()));
        }
        createBuiltInTables();
        alterTables();
        replaceUsers();
        moveUsers();
        removeRewritten();
        appendRows();
        fillEventTables();
        describeEvents();
        replaceAllEvents();
        return new Plan(desired.revision(), evidence.landedEvents(), changes);
    }

    private void add(Change change) {
        changes.add(sentences.describe(change, statements.of(change)));
    }

    private void createBuiltInTables() {
        BuiltIn.TABLES.forEach((table, columns) -> {
            if (!actual.has(table)) {
                add(new Change.CreateTable(table, columns));
            }
        });
    }

    private void alterTables() {
        tableColumns.ofUsers().alterations().forEach(this::add);
        for (var diff : diffs) {
            if (diff instanceof EventDiff.Extend(var _, var event)) {
                columnsOf(event).alterations().forEach(this::add);
            }
        }
    }

    private TableColumns.Shape columnsOf(Desired.EventTable event) {
        return tableColumns.ofEvent(event, evidence.carriedBy(event.definitionId()));
    }

    private void replaceUsers() {
        if (evidence.changedMigrations() > 0) {
            add(new Change.ReplaceUserMigrations(evidence.changedMigrations()));
        }
        if (evidence.changedUsers() > 0) {
            add(new Change.ReplaceUsers(tableColumns.ofUsers().written(), evidence.changedUsers()));
        }
    }

    private void moveUsers() {
        EventDiff.movingTables(diffs)
                .forEach(table -> ifAny(evidence.rowsToMove(), table, rows -> new Change.MoveUsers(table, rows)));
    }

    private void removeRewritten() {
        EventDiff.movingTables(diffs)
                .forEach(table ->
                        ifAny(evidence.rowsToRemove(), table, rows -> new Change.RemoveRewritten(table, rows)));
    }

    private void ifAny(Map<String, Long> counts, String table, LongFunction<Change> change) {
        long rows = counts.getOrDefault(table, 0L);
        if (rows > 0) {
            add(change.apply(rows));
        }
    }

    private void appendRows() {
        append(BuiltIn.SESSIONS, new Rows.SessionStarts(), evidence.sessionStarts());
        append(BuiltIn.PAGEVIEWS, new Rows.Pageviews(), evidence.pageviews());
        for (var diff : diffs) {
            long rows = evidence.matchesOf(diff.desired().definitionId());
            if (diff instanceof EventDiff.Extend(var _, var event) && rows > 0) {
                add(new Change.AppendRows(
                        event.table(),
                        new Rows.Matches(event.definitionId()),
                        columnsOf(event).written(),
                        rows));
            }
        }
    }

    private void append(String table, Rows source, long rows) {
        if (rows > 0) {
            add(new Change.AppendRows(table, source, TableColumns.own(BuiltIn.TABLES.get(table)), rows));
        }
    }

    private void fillEventTables() {
        for (var diff : diffs) {
            long rows = evidence.matchesOf(diff.desired().definitionId());
            switch (diff) {
                case EventDiff.Create(var event) ->
                    add(new Change.CreateEventTable(event, columnsOf(event).written(), rows));
                case EventDiff.Rebuild(var applied, var event) ->
                    add(new Change.RebuildEventTable(
                            applied, event, tableColumns.ofNewTable(evidence.carriedBy(event.definitionId())), rows));
                case EventDiff.Extend _, EventDiff.Keep _, EventDiff.Nothing _ -> {}
            }
        }
    }

    private void describeEvents() {
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Extend(var applied, var event) -> describeIfChanged(applied, event);
                case EventDiff.Keep(var applied, var event) -> describeIfChanged(applied, event);
                case EventDiff.Create _, EventDiff.Rebuild _, EventDiff.Nothing _ -> {}
            }
        }
    }

    private void describeIfChanged(Actual.AppliedEvent applied, Desired.EventTable event) {
        boolean same = applied.name().equals(event.name())
                && applied.revision() == event.revision()
                && applied.state() == event.state();
        if (!same) {
            add(new Change.DescribeEvent(event));
        }
    }

    private void replaceAllEvents() {
        var tables = new ArrayList<>(List.of(BuiltIn.PAGEVIEWS));
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Create(var event) -> tables.add(event.table());
                case EventDiff.Rebuild(var _, var event) -> tables.add(event.table());
                case EventDiff.Extend(var _, var event) -> tables.add(event.table());
                case EventDiff.Keep _, EventDiff.Nothing _ -> {}
            }
        }
        if (!Objects.equals(tables, actual.allEvents())) {
            add(new Change.ReplaceAllEvents(List.copyOf(tables)));
        }
    }
}
