package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds tables against what runs would make them of: the queries are those that a table is built anew with, over the
 * columns that it has. Only what a run has brought up to date can be held against anything: a table that was edited or
 * toggled since, is filled beside the runs, waits for rows or was left out awaits a run.
 */
public final class TableComparisons {

    private static final List<Column> OF_ALL_EVENTS = List.of(
            Column.bigint("event_id"),
            Column.timestamp("time"),
            Column.bigint("user_id"),
            Column.bigint("session_id"),
            Column.text("event_table_name"));

    private final Actual actual;
    private final Desired desired;
    private final Dialect dialect;
    private final Statements statements;

    public TableComparisons(Actual actual, Desired desired, Dialect dialect, Layout layout) {
        this.actual = actual;
        this.desired = desired;
        this.dialect = dialect;
        this.statements = new Statements(dialect, layout);
    }

    /** The events whose tables are what the snapshot says, or should be. */
    public List<Desired.EventTable> events() {
        return desired.events().stream()
                .filter(event -> Optional.ofNullable(actual.events().get(event.definitionId()))
                        .filter(applied -> event.state() == SyncState.SYNCED && moves(applied))
                        .filter(applied -> applied.fingerprint().equals(event.fingerprint()))
                        .filter(_ -> !desired.letsWait(event))
                        .isPresent())
                .toList();
    }

    /** As {@link #events}. */
    public List<Desired.SegmentTable> segments() {
        return desired.segments().stream()
                .filter(segment -> Optional.ofNullable(actual.segments().get(segment.segmentId()))
                        .filter(applied -> segment.state() == SyncState.SYNCED
                                && applied.state() == SyncState.SYNCED
                                && applied.fingerprint().equals(segment.fingerprint()))
                        .isPresent())
                .toList();
    }

    /** The tables that should move and cannot be held against anything before a run. */
    public List<String> awaiting() {
        var compared = events().stream().map(Desired.EventTable::table).collect(Collectors.toSet());
        segments().forEach(segment -> compared.add(segment.table()));
        return desired.synced().keySet().stream()
                .filter(table -> !compared.contains(table))
                .sorted()
                .toList();
    }

    private static boolean moves(Actual.AppliedEvent applied) {
        return applied.state() == SyncState.SYNCED && !applied.isStale();
    }

    /**
     * Of a table whose rows are staged as for one that is built anew.
     *
     * @param carried the stored names of the properties that these rows carry
     */
    public Comparison ofEvent(Desired.EventTable event, Set<String> carried) {
        var columns = new ArrayList<>(TableColumns.own(BuiltIn.EVENT_COLUMNS));
        for (var property : desired.eventProperties().values()) {
            var gaps = actual.gapsOf(event.table(), property.storedName());
            standing(event.table(), property.column().name())
                    .or(() -> Optional.of(property.column())
                            .filter(_ -> property.isActive() && carried.contains(property.storedName())))
                    .ifPresent(column -> columns.add(new TableColumn.Property(column, property.storedName(), gaps)));
        }
        return of(event.table(), columns, Staging.rowsOf(event.definitionId()) + " AS r");
    }

    /** Of {@code sessions}, {@code pageviews} or {@code user_migrations}. */
    public Comparison ofBuiltIn(String table) {
        return of(table, TableColumns.own(BuiltIn.TABLES.get(table)), statements.rowsOf(table));
    }

    /** A row may lack the value of a property that has, or had, a gap: such columns are not looked at. */
    public Comparison ofUsers() {
        var columns = new ArrayList<>(TableColumns.own(TableColumns.ownUserColumns()));
        desired.userProperties().values().stream()
                .filter(property -> property.isActive()
                        && actual.gapsOf(BuiltIn.USERS, property.storedName()).isEmpty())
                .forEach(property -> columns.add(new TableColumn.Property(
                        standing(BuiltIn.USERS, property.column().name()).orElse(property.column()),
                        property.storedName(),
                        List.of())));
        return of(BuiltIn.USERS, columns, statements.rowsOf(BuiltIn.USERS));
    }

    /** Of a segment of which everybody was looked at. */
    public Comparison ofSegment(Desired.SegmentTable segment) {
        String everybody = "(%s) AS r".formatted(SegmentStatements.everybody(segment.segmentId()));
        return of(segment.table(), TableColumns.own(BuiltIn.SEGMENT_COLUMNS), everybody);
    }

    /** Of the view over all tables that move; empty where one of these is not there to be read. */
    public Optional<Comparison> ofAllEvents() {
        var tables = new ArrayList<>(List.of(BuiltIn.PAGEVIEWS));
        actual.events().values().stream()
                .filter(TableComparisons::moves)
                .map(Actual.AppliedEvent::table)
                .sorted()
                .forEach(tables::add);
        if (!tables.stream().allMatch(this::canBeJoined)) {
            return Optional.empty();
        }
        String expected = selectColumns("(%s) AS r".formatted(statements.union(tables)));
        return Optional.of(new Comparison(
                OF_ALL_EVENTS.size(),
                expected,
                actual.allEvents().isEmpty()
                        ? none(expected)
                        : selectColumns(statements.table(BuiltIn.ALL_EVENTS) + " AS r")));
    }

    private boolean canBeJoined(String table) {
        return OF_ALL_EVENTS.stream()
                .limit(OF_ALL_EVENTS.size() - 1L)
                .allMatch(column -> standing(table, column.name()).isPresent());
    }

    private String selectColumns(String from) {
        return select(
                OF_ALL_EVENTS.stream()
                        .map(column -> "r." + dialect.quote(column.name()))
                        .toList(),
                from);
    }

    private static String select(List<String> values, String from) {
        return "SELECT %s FROM %s"
                .formatted(
                        IntStream.range(0, values.size())
                                .mapToObj(place -> values.get(place) + " AS " + Comparison.column(place))
                                .collect(Collectors.joining(", ")),
                        from);
    }

    private static String none(String query) {
        return "SELECT n.* FROM (%s) AS n WHERE 1 = 0".formatted(query);
    }

    private Comparison of(String table, List<TableColumn> columns, String from) {
        String expected = select(columns.stream().map(statements::source).toList(), from);
        return new Comparison(columns.size(), expected, actual.has(table) ? shown(table, columns) : none(expected));
    }

    private String shown(String table, List<TableColumn> columns) {
        return select(
                columns.stream().map(column -> shown(table, column.column())).toList(),
                statements.table(table) + " AS t");
    }

    /** A column that is not there, or has another type than runs gave it, shows nothing. */
    private String shown(String table, Column column) {
        return standing(table, column.name()).filter(column::equals).isPresent()
                ? "t." + dialect.quote(column.name())
                : "CAST(NULL AS %s)".formatted(dialect.type(column.type()));
    }

    /** The column as runs made it. */
    private Optional<Column> standing(String table, String name) {
        var made = actual.made().get(table);
        return actual.has(table)
                ? actual.column(table, name).filter(column -> made == null || made.contains(column))
                : Optional.empty();
    }
}
