package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.SyncState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every name that can be pinned names a table and a column, whatever SQL makes of the word, and no other. */
public abstract class IdentifierContract extends OneWarehouse {

    /** Of the last letters, some are names that Sluice's own statements use. */
    private static final String WORDS = "select order user group table column all end time from where primary default"
            + " null true as in case left union limit window current_user array constraint _1st __ e m r s t";

    private List<String> names;
    private SmallShop shop;
    private List<String> tables;
    private List<String> columns;

    @BeforeEach
    final void nameEverything() {
        String longest = "n".repeat(engine.longestName() - 1);
        names = Stream.concat(
                        Stream.of(WORDS.split(" ")), Stream.of("a", "b", "_").map(longest::concat))
                .toList();
        shop = new SmallShop(engine);
    }

    private void begin(List<String> tables, List<String> columns) {
        this.tables = tables;
        this.columns = columns;
        tables.forEach(name -> shop.define(name, "order"));
        columns.forEach(name -> shop.property(name, name, ColumnType.BIGINT));
        sendAndRun();
        assertEachHolds(1, 1);
    }

    private void beginWithTables() {
        begin(names, List.of("amount"));
    }

    private void beginWithColumns() {
        var builtIn = Stream.of(BuiltIn.EVENT_COLUMNS, BuiltIn.USER_COLUMNS)
                .flatMap(List::stream)
                .map(Column::name)
                .collect(Collectors.toSet());
        begin(
                List.of("order"),
                names.stream().filter(name -> !builtIn.contains(name)).toList());
    }

    /** Each column has a value of its own. */
    private void sendAndRun() {
        var values = columns.stream().collect(Collectors.toMap(Function.identity(), this::value));
        shop.capture("order", 1, values);
        shop.user(1, "ann", SmallShop.START, values);
        shop.run();
    }

    private String value(String column) {
        return Integer.toString(columns.indexOf(column));
    }

    @Test
    void tablesGoOnAndAreListed() {
        beginWithTables();
        sendAndRun();
        assertEachHolds(2, 1);
        assertEquals(Set.copyOf(names), Set.copyOf(shop.select("event_table_name", "all_events", "event_id")));
        assertEquals(Set.of(), missing(names, shop.select("event_table_name", "_sync_info", "event_table_name")));
    }

    private static Set<String> missing(List<String> wanted, List<String> found) {
        var missing = new TreeSet<>(wanted);
        found.forEach(missing::remove);
        return missing;
    }

    @Test
    void tablesAreBuiltAnew() {
        beginWithTables();
        shop.capture("refund", 1, Map.of());
        names.forEach(name -> shop.define(name, "refund"));
        shop.run();
        assertEachHolds(List.of("event_id"), List.of(List.of(Long.toString(SmallShop.eventId(2)))));
    }

    @Test
    void rowsMoveToAnotherUserAndGoWithThem() {
        beginWithTables();
        shop.user(2, "bob", SmallShop.START, Map.of());
        shop.migrate(1, 2);
        shop.run();
        assertEachHolds(1, 2);
        names.forEach(name -> shop.set(name, SyncState.FROZEN));
        shop.delete(1);
        shop.delete(2);
        shop.run();
        assertEquals(Map.of(), shop.selectAll(List.of("event_id"), names));
    }

    @Test
    void columnsAreFilledWidenedAndDropped() {
        beginWithColumns();
        sendAndRun();
        assertEachHolds(2, 1);
        columns.forEach(name -> shop.property(name, name, ColumnType.TEXT));
        shop.run();
        assertEachHolds(2, 1);
        assertEquals(List.of(columns.stream().map(this::value).toList()), shop.select(columns, "users", "user_id"));
        columns.forEach(name -> shop.property(name, name, ColumnType.TEXT, false));
        shop.run();
        assertNoneButBuiltInColumns();
    }

    private void assertNoneButBuiltInColumns() {
        try (var warehouse = engine.open(SmallShop.LAYOUT)) {
            var standing = warehouse.inspect().tables();
            assertEquals(BuiltIn.EVENT_COLUMNS, standing.get("order"));
            assertEquals(BuiltIn.USER_COLUMNS, standing.get("users"));
        }
    }

    private void assertEachHolds(int rows, long userId) {
        var selected = new ArrayList<>(columns);
        selected.add("user_id");
        var row = new ArrayList<>(columns.stream().map(this::value).toList());
        row.add(Long.toString(userId));
        assertEachHolds(selected, Collections.nCopies(rows, row));
    }

    private void assertEachHolds(List<String> selected, List<List<String>> rows) {
        var found = shop.selectAll(selected, tables);
        assertEquals(Set.copyOf(tables), found.keySet());
        found.forEach((name, its) -> assertEquals(rows, its, name));
    }
}
