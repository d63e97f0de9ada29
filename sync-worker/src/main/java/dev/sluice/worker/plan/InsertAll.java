package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Change.AppendRows;
import dev.sluice.worker.plan.Change.Rows;
import dev.sluice.worker.plan.Change.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement that reads rows once and inserts each into the tables it belongs in. What is inserted can only be named,
 * so every value that is more than a column gets a name in the query.
 *
 * @see <a href="https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table">INSERT (multi-table)</a>
 */
final class InsertAll {

    private static final int MOST_TABLES = 200;
    private static final int MOST_COLUMNS = 1_000;

    /** Snowflake takes statements of 1 MB, and a character may be three bytes. */
    private static final int LONGEST = 300_000;

    private final Statements statements;
    private final Rows first;
    private final List<AppendRows> appends = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<String, String> named = new LinkedHashMap<>();
    private int length;

    private InsertAll(Statements statements, AppendRows first) {
        this.statements = statements;
        this.first = first.source();
        columns.addAll(namedBy(first.source()));
        add(first);
    }

    /** For each, in order: what there is to send, which is nothing where one before has it. */
    static List<Sql> of(List<AppendRows> appends, Statements statements) {
        var sql = new ArrayList<Sql>();
        for (int from = 0; from < appends.size(); ) {
            var together = new InsertAll(statements, appends.get(from));
            int until = from + 1;
            while (until < appends.size() && together.takes(appends.get(until))) {
                together.add(appends.get(until++));
            }
            sql.add(together.size() == 1 ? Sql.ofSeen(statements.append(appends.get(from))) : together.sql());
            Stream.generate(() -> Sql.NONE).limit(together.size() - 1L).forEach(sql::add);
            from = until;
        }
        return sql;
    }

    /** What conditions on such rows name. */
    private static List<String> namedBy(Rows source) {
        return switch (source) {
            case Rows.SessionStarts _, Rows.Pageviews _ -> List.of("session_id", "event_id", "kind");
            case Rows.Matches _ -> List.of("event_definition_id");
        };
    }

    private int size() {
        return tables.size();
    }

    private boolean takes(AppendRows append) {
        var values = append.columns().stream().map(statements::source).collect(Collectors.toSet());
        values.removeAll(named.keySet());
        int more = append.columns().size() + values.size();
        int longer = target(append, new LinkedHashMap<>(named)).length()
                + values.stream().mapToInt(String::length).sum();
        return Statements.relation(first).equals(Statements.relation(append.source()))
                && size() < MOST_TABLES
                && columns.size() + named.size() + more <= MOST_COLUMNS
                && length + longer <= LONGEST;
    }

    private void add(AppendRows append) {
        appends.add(append);
        tables.add(append.table());
        targets.add(target(append, named));
        append.columns().stream()
                .filter(TableColumn.Own.class::isInstance)
                .forEach(own -> columns.add(own.column().name()));
        length = targets.stream().mapToInt(String::length).sum()
                + named.keySet().stream().mapToInt(String::length).sum();
    }

    /** @param names of values, which gains those of this table */
    private String target(AppendRows append, Map<String, String> names) {
        return "WHEN %s THEN INTO %s (%s) VALUES (%s)"
                .formatted(
                        Statements.condition(append.source(), ""),
                        statements.table(append.table()),
                        statements.names(append.columns()),
                        append.columns().stream()
                                .map(column -> name(column, names))
                                .collect(Collectors.joining(", ")));
    }

    private String name(TableColumn column, Map<String, String> names) {
        return switch (column) {
            case TableColumn.Own(var own) -> statements.quote(own.name());
            case TableColumn.Property _ ->
                names.computeIfAbsent(statements.source(column), _ -> statements.quote("value_" + (names.size() + 1)));
        };
    }

    private Sql sql() {
        var items = new ArrayList<String>();
        columns.forEach(column -> items.add(Statements.ROW + "." + statements.quote(column)));
        named.forEach((value, name) -> items.add(value + " AS " + name));
        String statement = "INSERT ALL %s SELECT %s FROM %s AS %s"
                .formatted(
                        String.join(" ", targets),
                        String.join(", ", items),
                        Statements.relation(first),
                        Statements.ROW);
        return Sql.ofInserts(
                statement, tables, appends.stream().map(statements::append).toList());
    }
}
