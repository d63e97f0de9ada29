package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.SyncState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table whose name somebody else has taken is reported and left alone, and stops no other. */
public abstract class LeftOutTablesContract extends OneWarehouse {

    private static final String SOLD = "SELECT count(*) FROM shop_test.sold";
    private static final String TABLES =
            "SELECT DISTINCT event_table_name FROM shop_test.all_events ORDER BY event_table_name";

    private SmallShop shop;

    @BeforeEach
    final void sellToTwo() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= 2; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
            shop.capture("order", user, Map.of("amount", "7"));
            shop.capture("refund", user, Map.of("amount", "8"));
        }
        shop.run();
    }

    /** Events go on into the other tables; nothing of ours has the name, until it is free. */
    private void assertLeftAlone(String table, Runnable freeing) {
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.run();
        assertEquals(Set.of(table), shop.leftOut().keySet());
        var message = shop.leftOut().get(table);
        assertTrue(message.startsWith("shop_test.%s is there, but Sluice did not make it".formatted(table)), message);
        assertTheirsStands(table);
        assertTrue(shop.run().isEmpty());
        assertTheirsStands(table);
        freeing.run();
        shop.run();
        assertEquals(Map.of(), shop.leftOut());
    }

    private void assertTheirsStands(String table) {
        assertEquals(List.of(List.of("42")), engine.read("SELECT mine FROM shop_test." + table));
        assertEquals(List.of(List.of("3")), engine.read(SOLD));
        assertEquals(List.of(List.of("sold")), engine.read(TABLES));
    }

    private void assertRefundsAreThere() {
        assertEquals(List.of(List.of("2", "8")), engine.read("SELECT count(*), max(amount) FROM shop_test.refunded"));
        assertEquals(List.of(List.of("refunded"), List.of("sold")), engine.read(TABLES));
    }

    /** Its rows are what they are, whatever the definition says by now. */
    @Test
    void tableThatStandsStillIsToldAsItWasMade() {
        var before = toldOf("sold");
        shop.set("sold", SyncState.FROZEN);
        shop.run();
        shop.define("sold", "refund");
        shop.set("sold", SyncState.FROZEN);
        shop.run();
        assertEquals(List.of(before.getFirst(), before.get(1), "frozen"), toldOf("sold"));
        shop.set("sold", SyncState.SYNCED);
        shop.run();
        assertNotEquals(before.getFirst(), toldOf("sold").getFirst());
        assertNotEquals(before.get(1), toldOf("sold").get(1));
    }

    /** Its definition, and the state. */
    private List<String> toldOf(String table) {
        return engine.read(
                        "SELECT definition_revision, definition, state FROM shop_test._event_metadata WHERE event_table_name = '"
                                + table + "'")
                .getFirst();
    }

    @Test
    void viewOfAWantedNameIsLeftAlone() {
        engine.execute("CREATE VIEW shop_test.refunded AS SELECT 42 AS mine");
        shop.define("refunded", "refund");
        assertLeftAlone("refunded", () -> engine.execute("DROP VIEW shop_test.refunded"));
        assertRefundsAreThere();
    }

    @Test
    void tableOfAWantedNameIsLeftAlone() {
        assumeTrue(engine.holdsTablesOfPeople());
        engine.execute("CREATE TABLE shop_test.refunded AS SELECT 42 AS mine");
        shop.define("refunded", "refund");
        assertLeftAlone("refunded", this::moveTheirs);
        assertRefundsAreThere();
        assertEquals(List.of(List.of("42")), engine.read("SELECT mine FROM shop_test.theirs"));
    }

    /** No two engines rename alike. */
    private void moveTheirs() {
        engine.execute("CREATE TABLE shop_test.theirs AS SELECT mine FROM shop_test.refunded");
        engine.execute("DROP TABLE shop_test.refunded");
    }

    @Test
    void viewOfTheNameOfASegmentIsLeftAlone() {
        engine.execute("CREATE VIEW shop_test.segment_buyers AS SELECT 42 AS mine");
        shop.segment("segment_buyers", "sold");
        assertLeftAlone("segment_buyers", () -> engine.execute("DROP VIEW shop_test.segment_buyers"));
        assertEquals(
                List.of(List.of("1"), List.of("2")),
                engine.read("SELECT user_id FROM shop_test.segment_buyers ORDER BY user_id"));
    }

    @Test
    void eventThatIsToggledOffNeedsNoName() {
        engine.execute("CREATE VIEW shop_test.refunded AS SELECT 42 AS mine");
        shop.define("refunded", "refund");
        shop.run();
        shop.set("refunded", SyncState.FROZEN);
        shop.run();
        assertEquals(Map.of(), shop.leftOut());
        assertEquals(List.of(List.of("42")), engine.read("SELECT mine FROM shop_test.refunded"));
    }
}
