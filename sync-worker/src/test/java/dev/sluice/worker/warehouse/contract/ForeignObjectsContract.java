package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.SyncState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people made in a warehouse is in no run's way, survives every run, and is not touched by any. */
public abstract class ForeignObjectsContract extends OneWarehouse {

    private SmallShop shop;

    @BeforeEach
    final void sellToTwo() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.property("coupon", "coupon", ColumnType.TEXT);
        for (long user = 1; user <= 2; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
            shop.capture("order", user, Map.of("amount", "7", "coupon", "c"));
            shop.capture("refund", user, Map.of("amount", "8"));
        }
        shop.run();
    }

    @Test
    void viewsGoOnWithWhateverRunsDo() {
        engine.execute("CREATE VIEW shop_test.mine AS SELECT user_id, amount FROM shop_test.sold");
        engine.execute("CREATE SCHEMA reports");
        engine.execute(
                "CREATE VIEW reports.of_mine AS SELECT count(*) AS counted, max(amount) AS most FROM shop_test.mine");
        engine.execute("CREATE VIEW reports.known AS SELECT identity FROM shop_test.users");
        engine.execute("CREATE VIEW reports.constants AS SELECT 1 AS one");
        everyKindOfRun(this::assertViewsRead);
    }

    private void assertViewsRead(String counted, String most, String known) {
        assertEquals(List.of(List.of(counted, most)), engine.read("SELECT counted, most FROM reports.of_mine"));
        assertEquals(List.of(List.of(known)), engine.read("SELECT count(*) FROM reports.known"));
        assertEquals(List.of(List.of("1")), engine.read("SELECT one FROM reports.constants"));
    }

    @Test
    void tablesAndSequencesAreLeftAlone() {
        assumeTrue(engine.holdsTablesOfPeople());
        engine.execute("CREATE TABLE shop_test.precious (n BIGINT)");
        engine.execute("INSERT INTO shop_test.precious VALUES (1), (2)");
        engine.execute("CREATE SCHEMA reports");
        engine.execute("CREATE TABLE reports.precious (n BIGINT)");
        engine.execute("INSERT INTO reports.precious VALUES (3)");
        engine.execute("CREATE SEQUENCE shop_test.numbers START WITH 5");
        everyKindOfRun((_, _, _) -> assertTablesRead());
        engine.execute("CREATE TABLE reports.numbers AS SELECT %s AS n".formatted(engine.nextOf("shop_test.numbers")));
        assertEquals(List.of(List.of("5")), engine.read("SELECT n FROM reports.numbers"));
    }

    private void assertTablesRead() {
        assertEquals(List.of(List.of("1"), List.of("2")), engine.read("SELECT n FROM shop_test.precious ORDER BY n"));
        assertEquals(List.of(List.of("3")), engine.read("SELECT n FROM reports.precious"));
    }

    /** What a table of orders, or refunds, has to look like after a run: rows, largest amount, and known users. */
    private interface Check {
        void reads(String counted, String most, String known);
    }

    private void everyKindOfRun(Check check) {
        check.reads("2", "7", "2");
        appendAndCreate(check);
        rebuildAndToggle(check);
        moveAndDelete(check);
        change(check);
    }

    private void appendAndCreate(Check check) {
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.define("refunded", "refund");
        shop.run();
        check.reads("3", "9", "2");
    }

    private void rebuildAndToggle(Check check) {
        shop.define("sold", "refund");
        shop.run();
        check.reads("2", "8", "2");
        shop.set("sold", SyncState.FROZEN);
        shop.run();
        check.reads("2", "8", "2");
        shop.set("sold", SyncState.SYNCED);
        shop.run();
        check.reads("2", "8", "2");
        shop.set("refunded", SyncState.ARCHIVED);
        shop.run();
        check.reads("2", "8", "2");
    }

    private void moveAndDelete(Check check) {
        shop.user(3, "somebody", SmallShop.START, Map.of());
        shop.migrate(1, 3);
        shop.run();
        check.reads("2", "8", "2");
        shop.delete(2);
        shop.run();
        check.reads("1", "8", "1");
    }

    private void change(Check check) {
        shop.property("coupon", "coupon", ColumnType.TEXT, false);
        shop.run();
        check.reads("1", "8", "1");
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.capture("refund", 3, Map.of("amount", "8.5", "coupon", "c"));
        shop.run();
        check.reads("2", "8.5", "1");
    }
}
