package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.Rows;
import dev.sluice.worker.plan.Change.TableColumn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the SQL of a change in an engine's dialect. The staging tables it reads are described by {@link Staging}; they
 * are unqualified, everything else is qualified by its schema.
 */
final class Statements {

    static final String ROW = "r";

    /** By which runs look for rows. */
    private static final Set<String> KEYS = Set.of("event_id", "user_id", "from_user_id");

    private final Dialect dialect;
    private final Layout layout;

    Statements(Dialect dialect, Layout layout) {
        this.dialect = dialect;
        this.layout = layout;
    }

    Sql of(Change change) {
        return switch (change) {
            case Change.CreateSchema(var schema) -> Sql.ofUnseen(List.of("CREATE SCHEMA " + dialect.quote(schema)));
            case Change.CreateTable(var table, var columns) -> createTable(table, columns);
            case Change.CreateEventTable(var event, var columns, var _) ->
                createFrom(event.table(), history(event, columns));
            case Change.RebuildEventTable(var _, var desired, var columns, var foreign, var _) ->
                dialect.replaceTable(table(desired.table()), history(desired, columns, foreign));
            case Change.StartFill _,
                    Change.DropFill _,
                    Change.OpenGap _,
                    Change.CloseGap _,
                    Change.ForgetGap _,
                    Change.DescribeEvent _,
                    Change.LeaveOutEvent _ -> Sql.NONE;
            case Change.AddColumn(var table, var column) ->
                Sql.ofSeen("ALTER TABLE %s ADD COLUMN %s".formatted(table(table), definition(column)));
            case Change.WidenColumn widen -> Sql.ofSeen(widen(widen));
            case Change.DropColumn(var table, var column, var _) ->
                Sql.ofSeen("ALTER TABLE %s DROP COLUMN %s".formatted(table(table), dialect.quote(column.name())));
            case Change.FillGap(var gaps, var column, var _) -> Sql.ofSeen(fill(gaps, column));
            case Change.ReplaceUserMigrations _ -> Sql.ofSeen(replaceUserMigrations());
            case Change.ReplaceUsers(var columns, var _) -> Sql.ofSeen(replaceUsers(columns));
            case Change.RefillTable(var table, var columns) -> Sql.ofSeen(refill(table, columns));
            case Change.MoveUsers(var table, var since, var _) -> Sql.ofSeen(moveUsers(table(table), since));
            case Change.RepointRows(var table, var since, var _) -> Sql.ofSeen(repointRows(table(table), since));
            case Change.RemoveRewritten(var table, var _) ->
                Sql.ofSeen(remove(table(table), "event_id", Staging.REWRITTEN));
            case Change.DeleteRows(var table, var key, var _) ->
                Sql.ofSeen("DELETE FROM %s WHERE %s".formatted(table(table), key.condition()));
            case Change.RemoveTraces(var table, var _) -> Sql.ofSeen(removeTraces(table(table)));
            case Change.AppendRows append -> Sql.ofSeen(append(append));
            case Change.SegmentChange segment -> SegmentStatements.of(segment, dialect, layout);
            case Change.ReplaceAllEvents(var tables) ->
                Sql.ofSeen(dialect.replaceView(table(BuiltIn.ALL_EVENTS), union(tables)));
        };
    }

    String quote(String identifier) {
        return dialect.quote(identifier);
    }

    String table(String name) {
        return dialect.quote(layout.schema()) + "." + dialect.quote(name);
    }

    private String raw(String name) {
        return dialect.quote(layout.rawSchema()) + "." + dialect.quote(name);
    }

    private String definition(Column column) {
        return dialect.quote(column.name()) + " " + dialect.type(column.type());
    }

    private Sql createTable(String name, List<Column> columns) {
        String definitions = columns.stream().map(this::definition).collect(Collectors.joining(", "));
        var keys = columns.stream().map(Column::name).filter(KEYS::contains).toList();
        return Sql.creating(dialect.createTable(table(name), definitions), dialect.index(table(name), keys));
    }

    private Sql createFrom(String name, String query) {
        return Sql.creating(
                dialect.createTableOf(table(name), query), dialect.index(table(name), List.of("event_id", "user_id")));
    }

    private String history(Desired.EventTable event, List<TableColumn> columns) {
        return "SELECT %s FROM %s AS %s".formatted(values(columns), Staging.rowsOf(event.definitionId()), ROW);
    }

    /** Columns that people have added come along, row by row. */
    private String history(Desired.EventTable event, List<TableColumn> columns, List<String> foreign) {
        if (foreign.isEmpty()) {
            return history(event, columns);
        }
        String kept = foreign.stream().map(name -> "t." + dialect.quote(name)).collect(Collectors.joining(", "));
        return "SELECT %s, %s FROM %s AS %s LEFT JOIN %s AS t ON t.event_id = r.event_id"
                .formatted(values(columns), kept, Staging.rowsOf(event.definitionId()), ROW, table(event.table()));
    }

    /** For each, in order; where one statement serves many, the first of them has it. */
    List<Sql> of(List<Change.AppendRows> appends) {
        return dialect.insertsIntoMany()
                ? InsertAll.of(appends, this)
                : appends.stream().map(this::of).toList();
    }

    String append(Change.AppendRows append) {
        return "INSERT INTO %s (%s) SELECT %s FROM %s AS %s WHERE %s"
                .formatted(
                        table(append.table()),
                        names(append.columns()),
                        values(append.columns()),
                        relation(append.source()),
                        ROW,
                        condition(append.source(), ROW + "."));
    }

    static String relation(Rows source) {
        return switch (source) {
            case Rows.SessionStarts _, Rows.Pageviews _ -> Staging.TOUCHED_ROWS;
            case Rows.Matches _ -> Staging.TAGGED_ROWS;
        };
    }

    /** @param qualifier of columns, with its dot */
    static String condition(Rows source, String qualifier) {
        return switch (source) {
            case Rows.SessionStarts _ -> "%ssession_id = %sevent_id".formatted(qualifier, qualifier);
            case Rows.Pageviews _ -> qualifier + "kind = 'pageview'";
            case Rows.Matches(var definitionId) -> "%sevent_definition_id = %d".formatted(qualifier, definitionId);
        };
    }

    String names(List<TableColumn> columns) {
        return columns.stream()
                .map(column -> dialect.quote(column.column().name()))
                .collect(Collectors.joining(", "));
    }

    private String values(List<TableColumn> columns) {
        return columns.stream().map(this::value).collect(Collectors.joining(", "));
    }

    private String value(TableColumn column) {
        return switch (column) {
            case TableColumn.Own _ -> source(column);
            case TableColumn.Property _ ->
                source(column) + " AS " + dialect.quote(column.column().name());
        };
    }

    /** The value of a column in a row {@link #ROW}. */
    String source(TableColumn column) {
        return switch (column) {
            case TableColumn.Own(var own) -> ROW + "." + dialect.quote(own.name());
            case TableColumn.Property(var typed, var storedName, var gaps) ->
                outside(gaps, dialect.property(ROW, storedName, typed.type()));
        };
    }

    private static String outside(List<Gap> gaps, String value) {
        return gaps.isEmpty() ? value : "CASE WHEN %s THEN NULL ELSE %s END".formatted(inside(gaps), value);
    }

    private static String inside(List<Gap> gaps) {
        return gaps.stream().map(Statements::inside).collect(Collectors.joining(" OR "));
    }

    private static String inside(Gap gap) {
        return gap.isOpen()
                ? "r.position > " + gap.after()
                : "r.position > %d AND r.position <= %d"
                        .formatted(gap.after(), gap.until().getAsLong());
    }

    /** A row outside its gaps has its value already; a user's row is compared, since it may hold an older one. */
    private String fill(List<Gap> gaps, Column column) {
        String table = gaps.getFirst().table();
        boolean users = table.equals(BuiltIn.USERS);
        String name = dialect.quote(column.name());
        String value = dialect.property(ROW, gaps.getFirst().storedName(), column.type());
        return "UPDATE %s AS t SET %s = %s FROM %s AS r WHERE %s AND %s"
                .formatted(
                        table(table),
                        name,
                        value,
                        raw(users ? Staging.RAW_USERS : Staging.RAW_EVENTS),
                        users ? "r.user_id = t.user_id" : "r.event_id = t.event_id",
                        users
                                ? "t.%s IS DISTINCT FROM %s".formatted(name, value)
                                : "%s IS NOT NULL AND (%s)".formatted(value, inside(gaps)));
    }

    private List<String> widen(Change.WidenColumn widen) {
        boolean users = widen.table().equals(BuiltIn.USERS);
        return dialect.widenColumn(new Widening(
                table(widen.table()),
                widen.desired(),
                raw(users ? Staging.RAW_USERS : Staging.RAW_EVENTS),
                users ? "user_id" : "event_id",
                dialect.property(ROW, widen.storedName(), ColumnType.TEXT)));
    }

    private List<String> replaceUserMigrations() {
        String target = table(BuiltIn.USER_MIGRATIONS);
        return List.of(
                remove(target, "from_user_id", Staging.CHANGED_MIGRATIONS),
                "INSERT INTO %s (from_user_id, to_user_id, %s) SELECT from_user_id, to_user_id, %s FROM %s WHERE NOT withdrawn"
                        .formatted(target, time(), time(), Staging.CHANGED_MIGRATIONS));
    }

    /** A user's row stays and is updated, so that a column of an archived property keeps what it holds. */
    private List<String> replaceUsers(List<TableColumn> columns) {
        String target = table(BuiltIn.USERS);
        var statements = new ArrayList<String>();
        statements.add("DELETE FROM %s WHERE user_id IN (SELECT user_id FROM %s WHERE retired)"
                .formatted(target, Staging.CHANGED_USERS));
        statements.addAll(writeUsers(columns, Staging.CHANGED_USERS, "NOT r.retired"));
        return statements;
    }

    private List<String> writeUsers(List<TableColumn> columns, String source, String condition) {
        String target = table(BuiltIn.USERS);
        String assignments = columns.stream()
                .filter(column -> !column.column().name().equals("user_id"))
                .map(column -> dialect.quote(column.column().name()) + " = " + source(column))
                .collect(Collectors.joining(", "));
        return List.of(
                "UPDATE %s AS t SET %s FROM %s AS %s WHERE r.user_id = t.user_id AND %s"
                        .formatted(target, assignments, source, ROW, condition),
                "INSERT INTO %s (%s) SELECT %s FROM %s AS %s WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS t WHERE t.user_id = r.user_id)"
                        .formatted(target, names(columns), values(columns), source, ROW, condition, target));
    }

    /** Users are updated, so that a column of an archived property keeps what it holds. */
    private List<String> refill(String table, List<TableColumn> columns) {
        return table.equals(BuiltIn.USERS)
                ? refillUsers(columns)
                : List.of(
                        "DELETE FROM " + table(table),
                        "INSERT INTO %s (%s) SELECT %s FROM %s"
                                .formatted(table(table), names(columns), values(columns), rowsOf(table)));
    }

    private List<String> refillUsers(List<TableColumn> columns) {
        String target = table(BuiltIn.USERS);
        String users = raw(Staging.RAW_USERS);
        var statements = new ArrayList<String>();
        statements.add(
                "DELETE FROM %s WHERE user_id IS NULL OR user_id IN (SELECT t.user_id FROM %s AS t LEFT JOIN %s AS r ON r.user_id = t.user_id GROUP BY t.user_id HAVING count(r.user_id) <> 1)"
                        .formatted(target, target, users));
        statements.addAll(writeUsers(columns, users, "true"));
        return statements;
    }

    /** All rows {@link #ROW} of a table that every warehouse has. */
    String rowsOf(String table) {
        return switch (table) {
            case BuiltIn.USERS -> raw(Staging.RAW_USERS) + " AS r";
            case BuiltIn.SESSIONS -> raw(Staging.EVENT_ROWS) + " AS r WHERE r.session_id = r.event_id";
            case BuiltIn.PAGEVIEWS -> raw(Staging.EVENT_ROWS) + " AS r WHERE r.kind = 'pageview'";
            case BuiltIn.USER_MIGRATIONS -> raw(Staging.RAW_MIGRATIONS) + " AS r";
            case String other -> throw new IllegalArgumentException("nobody knows all rows of " + other);
        };
    }

    private String remove(String table, String key, String staged) {
        return "DELETE FROM %s WHERE %s IN (SELECT %s FROM %s)".formatted(table, key, key, staged);
    }

    /** Rows under an id that now migrates for the first time are found by that id. */
    private String moveUsers(String table, Optional<Instant> since) {
        String update = "UPDATE %s AS t SET user_id = m.to_user_id FROM %s AS m WHERE t.user_id = m.from_user_id"
                .formatted(table, Staging.MOVED_USERS);
        return update + since(since);
    }

    /** Of rows {@code t}. */
    private String since(Optional<Instant> since) {
        return since.filter(_ -> dialect.looksByTime())
                .map(earliest -> " AND t.%s >= %s".formatted(time(), dialect.instant(earliest)))
                .orElse("");
    }

    private String time() {
        return dialect.quote("time");
    }

    /**
     * Rows of an id whose migration now leads elsewhere stand under the earlier target, mixed with others: they are
     * found by their raw events.
     */
    private String repointRows(String table, Optional<Instant> since) {
        return "UPDATE %s AS t SET user_id = m.to_user_id FROM %s AS m WHERE t.event_id = m.event_id%s"
                .formatted(table, Staging.REPOINTED_EVENTS, since(since));
    }

    private List<String> removeTraces(String table) {
        String derived = BuiltIn.DERIVED_COLUMNS.stream()
                .map(column -> dialect.quote(column.name()))
                .map(column -> column + " = r." + column)
                .collect(Collectors.joining(", "));
        String update = "UPDATE %s AS t SET %s FROM %s AS r WHERE r.event_id = t.event_id AND %s";
        String rows = raw(Staging.EVENT_ROWS);
        return List.of(
                update.formatted(table, derived, rows, DeletedRows.BEREAVED),
                update.formatted(table, "user_id = r.user_id", rows, DeletedRows.UNDER_THEIR_IDS));
    }

    String union(List<String> tables) {
        return tables.stream()
                .map(name -> "SELECT event_id, %s, user_id, session_id, %s AS event_table_name FROM %s"
                        .formatted(time(), dialect.text(name), table(name)))
                .collect(Collectors.joining(" UNION ALL "));
    }
}
