package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.Rows;
import dev.sluice.worker.plan.DeletedRows.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;

/**
 * Makes the plan. The order of a table's changes is decided here alone: shapes before rows, since one engine commits
 * shapes by itself; then who is who; then rows; the view over all tables last.
 */
public final class Planner {

    private final Actual actual;
    private final Desired desired;
    private final Evidence evidence;
    private final Describer describer;
    private final TableColumns tableColumns;
    private final List<EventDiff> diffs;
    private final List<PlannedChange> changes = new ArrayList<>();

    private Planner(
            Actual actual, Desired desired, List<EventDiff> diffs, Evidence evidence, Dialect dialect, Layout layout) {
        this.actual = actual;
        this.desired = desired;
        this.diffs = diffs;
        this.evidence = evidence;
        this.describer = new Describer(dialect, layout);
        this.tableColumns = new TableColumns(actual, desired, evidence);
    }

    /** @param diffs between {@code actual} and {@code desired}; what was staged for them is the evidence */
    public static Plan plan(
            Actual actual, Desired desired, List<EventDiff> diffs, Evidence evidence, Dialect dialect, Layout layout) {
        return new Planner(actual, desired, diffs, evidence, dialect, layout).plan(layout);
    }

    private Plan plan(Layout layout) {
        if (!actual.schemaExists()) {
            add(new Change.CreateSchema(layout.schema()));
        }
        createBuiltInTables();
        alterTables();
        deleteRows();
        replaceUsers();
        moveUsers();
        removeRewritten();
        appendRows();
        refillTables();
        buildEventTables();
        followFills();
        describeEvents();
        SegmentDiff.between(actual, desired)
                .forEach(diff -> diff.changes(evidence).forEach(this::add));
        replaceAllEvents();
        return new Plan(desired.revision(), evidence.landedEvents(), changes);
    }

    private void add(Change change) {
        changes.add(describer.describe(change));
    }

    /** A warehouse of an earlier release lacks the columns that have come since. */
    private void createBuiltInTables() {
        BuiltIn.TABLES.forEach((table, columns) -> {
            if (actual.has(table)) {
                columns.stream()
                        .filter(column -> actual.column(table, column.name()).isEmpty())
                        .forEach(column -> add(new Change.AddColumn(table, column)));
            } else {
                add(new Change.CreateTable(table, columns));
            }
        });
    }

    private void alterTables() {
        tableColumns.ofUsers().changes().forEach(this::add);
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Extend _, EventDiff.Wait _ ->
                    tableColumns.ofExtended(diff.desired()).changes().forEach(this::add);
                case EventDiff.Create _,
                        EventDiff.Rebuild _,
                        EventDiff.FillBeside _,
                        EventDiff.LeftOut _,
                        EventDiff.Keep _,
                        EventDiff.Nothing _ -> {}
            }
        }
    }

    private void deleteRows() {
        var deleted = evidence.deleted();
        for (var table : EventDiff.movingTables(diffs)) {
            ifAny(deleted.rows(), table, rows -> new Change.DeleteRows(table, Key.EVENT, rows));
        }
        for (var table : FrozenTables.of(actual, diffs)) {
            ifAny(deleted.rows(), table, rows -> new Change.DeleteRows(table, Key.EVENT, rows));
            ifAny(deleted.traces(), table, rows -> new Change.RemoveTraces(table, rows));
        }
        for (var table : FrozenTables.ofSegments(actual, desired)) {
            ifAny(deleted.members(), table, rows -> new Change.DeleteRows(table, Key.USER, rows));
        }
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
        for (var table : EventDiff.movingTables(diffs)) {
            ifAny(evidence.rowsToMove(), table, rows -> new Change.MoveUsers(table, evidence.movedSince(), rows));
            ifAny(
                    evidence.rowsToRepoint(),
                    table,
                    rows -> new Change.RepointRows(table, evidence.repointedSince(), rows));
        }
    }

    private void removeRewritten() {
        EventDiff.extendedTables(diffs)
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
        var appends = new ArrayList<Change.AppendRows>();
        append(BuiltIn.SESSIONS, new Rows.SessionStarts(), evidence.sessionStarts(), appends);
        append(BuiltIn.PAGEVIEWS, new Rows.Pageviews(), evidence.pageviews(), appends);
        for (var diff : diffs) {
            long rows = evidence.matchesOf(diff.desired().definitionId());
            if (diff instanceof EventDiff.Extend(var _, var event) && rows > 0) {
                appends.add(new Change.AppendRows(
                        event.table(),
                        new Rows.Matches(event.definitionId()),
                        tableColumns.ofExtended(event).written(),
                        rows));
            }
        }
        changes.addAll(describer.describe(appends));
    }

    private static void append(String table, Rows source, long rows, List<Change.AppendRows> appends) {
        if (rows > 0) {
            appends.add(new Change.AppendRows(table, source, TableColumns.own(BuiltIn.TABLES.get(table)), rows));
        }
    }

    /** What somebody has dropped or changed, and what comes when events have landed before there were tables. */
    private void refillTables() {
        for (var table : List.of(BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS, BuiltIn.USER_MIGRATIONS)) {
            if (lacksRows(table)) {
                add(new Change.RefillTable(table, TableColumns.own(BuiltIn.TABLES.get(table))));
            }
        }
        if (lacksRows(BuiltIn.USERS)) {
            add(new Change.RefillTable(BuiltIn.USERS, tableColumns.ofUsers().written()));
        }
    }

    private boolean lacksRows(String table) {
        return actual.isBroken(table) || (!actual.has(table) && evidence.landedAfter() > 0);
    }

    private void buildEventTables() {
        for (var diff : diffs) {
            long rows = evidence.matchesOf(diff.desired().definitionId());
            switch (diff) {
                case EventDiff.Create(var event, var _) -> {
                    var shape = tableColumns.ofBuilt(event);
                    shape.changes().forEach(this::add);
                    add(new Change.CreateEventTable(event, shape.written(), rows));
                }
                case EventDiff.Rebuild(var applied, var event, var _) -> {
                    var shape = tableColumns.ofBuilt(event);
                    shape.changes().forEach(this::add);
                    add(new Change.RebuildEventTable(
                            applied, event, shape.written(), foreignColumns(event, shape), rows));
                }
                case EventDiff.FillBeside _,
                        EventDiff.Extend _,
                        EventDiff.Wait _,
                        EventDiff.LeftOut _,
                        EventDiff.Keep _,
                        EventDiff.Nothing _ -> {}
            }
        }
    }

    private List<String> foreignColumns(Desired.EventTable event, TableColumns.Shape shape) {
        var written =
                shape.written().stream().map(column -> column.column().name()).toList();
        return actual.foreignColumns(event.table()).stream()
                .filter(name -> !written.contains(name))
                .toList();
    }

    /** What goes on as it did needs no change. */
    private void followFills() {
        for (var diff : diffs) {
            var event = diff.desired();
            switch (diff) {
                case EventDiff.FillBeside(var _, var going) -> {
                    if (going.isEmpty()) {
                        add(new Change.StartFill(event, evidence.history()));
                    }
                }
                case EventDiff.LeftOut _, EventDiff.Keep _, EventDiff.Nothing _ -> {
                    if (actual.fills().containsKey(event.definitionId())) {
                        add(new Change.DropFill(event));
                    }
                }
                case EventDiff.Create _, EventDiff.Rebuild _, EventDiff.Extend _, EventDiff.Wait _ -> {}
            }
        }
    }

    private void describeEvents() {
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Extend(var applied, var event) -> describeIfChanged(applied, event);
                case EventDiff.Wait(var applied, var event) -> describeIfChanged(applied, event);
                case EventDiff.Keep(var applied, var event) -> describeIfChanged(applied, event.standingStill(applied));
                case EventDiff.LeftOut(var standing, var event) ->
                    standing.filter(applied -> !applied.isStale())
                            .ifPresent(applied -> add(new Change.LeaveOutEvent(applied, event)));
                case EventDiff.Create _, EventDiff.Rebuild _, EventDiff.FillBeside _, EventDiff.Nothing _ -> {}
            }
        }
    }

    private void describeIfChanged(Actual.AppliedEvent applied, Desired.EventTable event) {
        boolean same = applied.name().equals(event.name())
                && applied.revision() == event.revision()
                && applied.state() == event.state();
        if (!same) {
            add(new Change.DescribeEvent(applied, event));
        }
    }

    /** Rows of a table that is left out may be of ids that are retired by now, so it is left out here as a frozen one is. */
    private void replaceAllEvents() {
        var tables = new ArrayList<>(List.of(BuiltIn.PAGEVIEWS));
        for (var diff : diffs) {
            switch (diff) {
                case EventDiff.Create(var event, var _) -> tables.add(event.table());
                case EventDiff.Rebuild(var _, var event, var _) -> tables.add(event.table());
                case EventDiff.Extend(var _, var event) -> tables.add(event.table());
                case EventDiff.Wait(var _, var event) -> tables.add(event.table());
                case EventDiff.FillBeside _, EventDiff.LeftOut _, EventDiff.Keep _, EventDiff.Nothing _ -> {}
            }
        }
        if (!Objects.equals(tables, actual.allEvents())) {
            add(new Change.ReplaceAllEvents(List.copyOf(tables)));
        }
    }
}
