package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is of PostgreSQL alone: a warehouse is two schemas of a database, which belong to a role and have one writer. */
class PostgresWarehouseTest {

    private static final Layout LAYOUT = Layout.of("shop_test");

    private PostgresEngine administrator;
    private PostgresRole writer;

    @BeforeEach
    void beginWithNothing() {
        administrator = new PostgresEngine();
        writer = new PostgresRole(administrator);
    }

    @AfterEach
    void takeAway() {
        writer.close();
        administrator.close();
    }

    /** All that the shop does is then done by the role. */
    private SmallShop shopOfWriter() {
        return new SmallShop(writer.asEngine());
    }

    @Test
    void secondWriterIsBusyAndTheFirstGoesOn() {
        try (var first = administrator.open(LAYOUT)) {
            var refusal = assertThrows(WarehouseFailure.Busy.class, () -> administrator.open(LAYOUT));
            assertTrue(
                    refusal.getMessage().contains("another run writes to the schema shop_test"), refusal::getMessage);
            first.execute("CREATE SCHEMA shop_test");
            first.commit();
        }
        administrator.open(LAYOUT).close();
    }

    @Test
    void writersOfOtherSchemasAreFree() {
        try (var first = administrator.open(LAYOUT);
                var second = administrator.open(Layout.of("shop_other"))) {
            first.commit();
            second.commit();
        }
        assertEquals(
                List.of(List.of("shop_other_raw"), List.of("shop_test_raw")),
                administrator.read("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'shop%' ORDER BY 1"));
    }

    @Test
    void roleThatOwnsTwoEmptySchemasNeedsNoMore() {
        administrator.execute("CREATE SCHEMA shop_test AUTHORIZATION " + writer);
        administrator.execute("CREATE SCHEMA shop_test_raw AUTHORIZATION " + writer);
        var shop = shopOfWriter();
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.capture("order", 1, Map.of("amount", "7"));
        shop.run();
        shop.define("sold", "refund");
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.capture("refund", 1, Map.of("amount", "7.5"));
        shop.run();
        assertEquals(List.of("7.5"), shop.select("amount", "sold", "event_id"));
    }

    @Test
    void roleThatMayMakeNothingIsToldSo() {
        var refusal = assertThrows(WarehouseFailure.class, () -> writer.open(LAYOUT));
        assertTrue(refusal.getMessage().contains("a privilege is missing; grant it"), refusal::getMessage);
    }

    @Test
    void eventsLieInAPartitionOfTheMonthTheyWereReceivedIn() {
        var shop = new SmallShop(administrator);
        shop.define("sold", "order");
        for (var time : List.of("2026-01-31T23:59:59.999999Z", "2026-02-01T00:00:00Z", "2025-12-15T00:00:00Z")) {
            shop.capture("order", 1, Instant.parse(time), Map.of());
        }
        shop.run();
        shop.capture("order", 1, Instant.parse("2026-01-01T00:00:00Z"), Map.of());
        shop.run();
        assertEquals(
                List.of(
                        List.of("raw_events_2025_12", "1"),
                        List.of("raw_events_2026_01", "2"),
                        List.of("raw_events_2026_02", "1")),
                administrator.read("SELECT CAST(c.relname AS text), count(*) FROM shop_test_raw.raw_events AS e"
                        + " JOIN pg_class AS c ON c.oid = e.tableoid GROUP BY 1 ORDER BY 1"));
        assertEquals(List.of("7", "14", "21", "28"), shop.select("event_id", "sold", "event_id"));
    }

    @Test
    void runKnowsHowManyRowsItReadOfWhat() {
        var shop = new SmallShop(administrator);
        shop.define("sold", "order");
        for (long user = 1; user <= 5; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of());
            shop.capture("order", user, Map.of());
        }
        shop.run();
        shop.migrate(4, 5);
        var cost = shop.runForCost();
        // To count those that move, and to move them; by an index or not.
        long ofSold = cost.tables().get("sold").rowsScanned().orElseThrow();
        assertTrue(ofSold >= 2 && ofSold <= 10, cost::toString);
        assertTrue(cost.rowsScanned().orElseThrow() > ofSold, cost::toString);
    }

    @Test
    void settingsOfTheDatabaseDoNotMatter() {
        var database = "ALTER DATABASE %s SET ".formatted(administrator.database());
        administrator.execute(database + "DateStyle = 'SQL, DMY'");
        administrator.execute(database + "TimeZone = 'Asia/Tokyo'");
        administrator.execute(database + "standard_conforming_strings = off");
        administrator.execute(database + "default_transaction_isolation = 'serializable'");
        var shop = new SmallShop(administrator);
        shop.define("sold", "back", "\\slash");
        shop.property("at", "at", ColumnType.TIMESTAMP);
        shop.property("back", "back", ColumnType.TEXT);
        shop.capture(
                "order",
                1,
                Instant.parse("2026-02-03T04:05:06Z"),
                Map.of("at", "2026-02-03T04:05:06+02:00", "back", "\\slash"));
        shop.run();
        assertEquals(
                List.of(List.of("2026-02-03T04:05:06Z", "2026-02-03T02:05:06Z", "\\slash")),
                shop.select(List.of("time", "at", "back"), "sold", "time"));
    }

    @Test
    void warehouseIsOpenedAgainAndKnowsHowFarItGot() {
        var shop = new SmallShop(administrator);
        shop.define("sold", "order");
        shop.capture("order", 1, Map.of());
        shop.run();
        try (var warehouse = administrator.open(LAYOUT)) {
            assertEquals(new Warehouse.Cursors(1, 1), warehouse.cursors());
            assertEquals(1, warehouse.count(warehouse.raw("raw_events")));
        }
        assertTrue(shop.run().isEmpty());
    }
}
