package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs over chosen tables let the others wait for rows of later events, and for nothing else; a run over everything then
 * leaves what it would have without them.
 */
public abstract class ChosenTablesContract extends OneWarehouse {

    private static final String AMOUNTS = "SELECT amount FROM shop_test.%s ORDER BY event_id";
    private static final String KNOWN =
            "SELECT event_table_name FROM shop_test._sync_info WHERE synced_to_time = (SELECT max(synced_to_time) FROM shop_test._sync_info) ORDER BY 1";
    private static final List<String> TABLES = List.of("sold", "returned", "wished");
    private static final List<String> EVENTS = List.of("order", "refund", "wish");
    private static final int STEPS = 8;
    private static final int LATE_BY = 7_200;
    private static final int USERS = 4;

    private SmallShop shop;
    private int captured;

    @BeforeEach
    final void sell() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.define("wished", "wish");
        shop.segment("segment_returners", "returned");
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= USERS; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
        }
        captureOfEach(1, 10);
        shop.run();
    }

    private void captureOfEach(long user, int amount) {
        for (int i = 0; i < EVENTS.size(); i++) {
            var time = SmallShop.START.plusSeconds(LATE_BY + captured++);
            shop.capture(EVENTS.get(i), user, time, Map.of("amount", String.valueOf(amount + i)));
        }
    }

    private List<List<String>> amounts(String table) {
        return engine.read(AMOUNTS.formatted(table));
    }

    private static List<List<String>> column(String... values) {
        return List.of(values).stream().map(List::of).toList();
    }

    /** @param awaiting tables that wait, and so cannot be held against anything */
    private void assertRight(String... awaiting) {
        var found = Proofs.look(engine, shop);
        assertEquals(List.of(), found.differences());
        assertEquals(List.of(awaiting), found.awaiting());
    }

    private void assertUpToDate() {
        assertRight();
        assertTrue(shop.run().isEmpty(), "nothing is left to do");
    }

    @Test
    void othersWaitForRows() {
        captureOfEach(2, 20);
        shop.runOnly("sold");
        assertEquals(column("10", "20"), amounts("sold"));
        assertEquals(column("11"), amounts("returned"));
        assertEquals(column("4"), engine.read("SELECT count(*) FROM shop_test.all_events"));
        assertEquals(column("1", "2"), engine.read("SELECT user_id FROM shop_test.segment_returners ORDER BY user_id"));
        assertTrue(engine.read(KNOWN).contains(List.of("sold")));
        assertRight("returned", "wished");
        captureOfEach(3, 30);
        shop.runOnly("sold");
        assertEquals(column("12"), amounts("wished"));
        shop.run();
        assertEquals(column("10", "20", "30"), amounts("sold"));
        assertEquals(column("11", "21", "31"), amounts("returned"));
        assertEquals(column("12", "22", "32"), amounts("wished"));
        assertEquals(7, engine.read(KNOWN).size() - 1L, "all are synced to one time, with users and the segment");
        assertUpToDate();
    }

    /** No id that is retired may stand anywhere. */
    @Test
    void usersMoveInTablesThatWait() {
        captureOfEach(2, 20);
        shop.runOnly("sold");
        shop.migrate(1, 3);
        shop.migrate(2, 3);
        shop.runOnly("sold");
        assertEquals(column("3"), engine.read("SELECT DISTINCT user_id FROM shop_test.all_events"));
        assertEquals(column("11"), amounts("returned"));
        assertRight("returned", "wished");
        shop.run();
        assertEquals(column("3"), engine.read("SELECT DISTINCT user_id FROM shop_test.all_events"));
        assertEquals(column("11", "21"), amounts("returned"));
        assertUpToDate();
    }

    @Test
    void rowsThatLateEventsRewriteWaitToo() {
        shop.capture("order", 1, SmallShop.START.plusSeconds(LATE_BY - 60), Map.of("amount", "5"));
        shop.runOnly("sold");
        assertEquals(column("10", "5"), amounts("sold"));
        assertEquals(column("1"), engine.read("SELECT count(DISTINCT session_id) FROM shop_test.sold"));
        assertEquals(
                column("2"),
                engine.read("SELECT count(DISTINCT session_id) FROM shop_test.all_events"),
                "tables that wait show the session that they knew");
        assertRight("returned", "wished");
        shop.run();
        assertEquals(column("1"), engine.read("SELECT count(DISTINCT session_id) FROM shop_test.all_events"));
        assertUpToDate();
    }

    @Test
    void whatIsChosenOnceItWaitsBringsAllUpToDate() {
        captureOfEach(2, 20);
        shop.runOnly("sold");
        captureOfEach(3, 30);
        shop.runOnly("returned");
        assertEquals(column("10", "20", "30"), amounts("sold"));
        assertEquals(column("11", "21", "31"), amounts("returned"));
        assertEquals(column("12", "22", "32"), amounts("wished"));
        assertUpToDate();
    }

    @Test
    void editedTogglesAndColumnsDoNotWait() {
        shop.capture("refund", 2, Map.of("amount", "x", "colour", "red"));
        shop.capture("order", 2, Map.of("amount", "20"));
        shop.property("colour", "colour", ColumnType.TEXT);
        shop.property("amount", "amount", ColumnType.TEXT);
        shop.define("wished", "order");
        shop.define("bought", "order");
        shop.runOnly("sold");
        assertEquals(column("10", "20"), amounts("wished"));
        assertEquals(column("10", "20"), amounts("bought"));
        assertEquals(column("11"), amounts("returned"));
        assertRight("returned");
        shop.run();
        assertEquals(
                List.of(List.of("11", "null"), List.of("x", "red")),
                engine.read("SELECT amount, coalesce(colour, 'null') FROM shop_test.returned ORDER BY event_id"));
        assertUpToDate();
    }

    @Test
    void tableThatIsToggledOffWhileItWaitsStaysAsItIs() {
        captureOfEach(2, 20);
        shop.runOnly("sold");
        shop.set("returned", SyncState.FROZEN);
        shop.run();
        assertEquals(column("11"), amounts("returned"));
        assertEquals(column("12", "22"), amounts("wished"));
        shop.set("returned", SyncState.SYNCED);
        shop.run();
        assertEquals(column("11", "21"), amounts("returned"));
        assertUpToDate();
    }

    @Test
    void deletedUserLeavesTablesThatWait() {
        captureOfEach(2, 20);
        shop.runOnly("sold");
        shop.delete(2);
        shop.runOnly("sold");
        assertEquals(column("11"), amounts("returned"));
        assertEquals(column("10"), amounts("sold"));
        assertTrue(shop.run().isEmpty());
    }

    /** Whatever happens between, in whatever order. */
    @Tag("histories")
    @RepeatedTest(2)
    void afterARunOverEverythingAllIsRight(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int step = 0; step < STEPS; step++) {
            happen(random, step);
        }
        shop.run();
        assertUpToDate();
    }

    private void happen(Random random, int step) {
        long user = 1 + random.nextInt(USERS);
        switch (random.nextInt(7)) {
            case 0 -> shop.run();
            case 1 -> shop.define(TABLES.get(random.nextInt(TABLES.size())), EVENTS.get(random.nextInt(EVENTS.size())));
            case 2 -> shop.migrate(USERS + user, user);
            case 3 ->
                shop.capture(
                        EVENTS.get(random.nextInt(EVENTS.size())),
                        user,
                        SmallShop.START.plusSeconds(random.nextInt(LATE_BY)),
                        Map.of("amount", "7"));
            default -> captureOfEach(random.nextBoolean() ? user : USERS + user, 10 * step);
        }
        shop.runOnly(TABLES.get(random.nextInt(random.nextBoolean() ? 1 : TABLES.size())));
    }
}
