package dev.sluice.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Change.AppendRows;
import dev.sluice.worker.plan.Change.Rows;
import dev.sluice.worker.plan.Change.TableColumn;
import dev.sluice.worker.warehouse.snowflake.SnowflakeDialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements stay within what an engine takes, and each append is served by one of them. */
class InsertAllTest {

    private static final int MOST_TABLES = 200;
    private static final int MOST_COLUMNS = 1_000;
    private static final int LONGEST = 1_000_000;

    private final Statements statements = new Statements(SnowflakeDialects.snowflake(), Layout.of("shop_test"));

    /** @param properties of each table, no two of one name */
    private static List<AppendRows> appends(int tables, int properties) {
        var appends = new ArrayList<AppendRows>();
        for (int i = 0; i < tables; i++) {
            var columns = new ArrayList<>(TableColumns.own(BuiltIn.EVENT_COLUMNS));
            int table = i;
            IntStream.range(0, properties)
                    .mapToObj(place -> "p%d_%d".formatted(table, place))
                    .forEach(name -> columns.add(new TableColumn.Property(Column.text(name), name, List.of())));
            appends.add(new AppendRows("t" + i, new Rows.Matches(i), columns, 1));
        }
        return appends;
    }

    private static List<Sql> sent(List<Sql> sql) {
        return sql.stream().filter(one -> !one.seen().isEmpty()).toList();
    }

    @Test
    void tablesOfOneRelationShareAStatement() {
        var sql = statements.of(appends(5, 2));
        assertEquals(5, sql.size());
        assertEquals(List.of("t0", "t1", "t2", "t3", "t4"), sql.getFirst().insertsInto());
        assertEquals(1, sent(sql).size());
    }

    @Test
    void relationsHaveStatementsOfTheirOwn() {
        var own = TableColumns.own(BuiltIn.SESSION_COLUMNS);
        var sql = statements.of(List.of(
                new AppendRows("sessions", new Rows.SessionStarts(), own, 1),
                new AppendRows("pageviews", new Rows.Pageviews(), own, 1),
                new AppendRows("ordered", new Rows.Matches(7), own, 1)));
        assertEquals(2, sent(sql).size());
        assertEquals(List.of("sessions", "pageviews"), sql.getFirst().insertsInto());
        assertTrue(sql.getLast().seen().getFirst().startsWith("INSERT INTO \"SHOP_TEST\".\"ORDERED\""));
        assertEquals(List.of(), sql.getLast().insertsInto());
    }

    @Test
    void manyTablesAreSplit() {
        var sql = statements.of(appends(2 * MOST_TABLES + 1, 0));
        assertEquals(
                List.of(MOST_TABLES, MOST_TABLES, 0),
                sent(sql).stream().map(one -> one.insertsInto().size()).toList());
    }

    @Test
    void manyColumnsAreSplit() {
        var sql = sent(statements.of(appends(100, 300)));
        assertTrue(sql.size() > 1);
        sql.forEach(one -> assertTrue(one.seen().getFirst().split(" AS \"VALUE_").length <= MOST_COLUMNS));
    }

    @Test
    void longStatementsAreSplit() {
        var columns = new ArrayList<>(TableColumns.own(BuiltIn.EVENT_COLUMNS));
        String longName = "\u6f22".repeat(200);
        for (int i = 0; i < 300; i++) {
            columns.add(new TableColumn.Property(Column.text("p" + i + longName), longName + i, List.of()));
        }
        var appends = IntStream.range(0, 50)
                .mapToObj(i -> new AppendRows("t" + i, new Rows.Matches(i), columns, 1))
                .toList();
        var sql = sent(statements.of(appends));
        assertTrue(sql.size() > 1);
        sql.forEach(one -> assertTrue(one.seen().getFirst().getBytes(StandardCharsets.UTF_8).length <= LONGEST));
    }
}
