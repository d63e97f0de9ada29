package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.verify.TableDifference;
import dev.sluice.worker.verify.Verification;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A warehouse is told to be right when it is, and where it is not otherwise; what is repaired is that and no more. */
public abstract class VerifyContract extends OneWarehouse {

    private SmallShop shop;

    @BeforeEach
    final void sell() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.define("wished", "wish");
        shop.segment("segment_buyers", "sold");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.property("coupon", "coupon", ColumnType.TEXT);
        for (long user = 1; user <= 4; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("coupon", "u", "amount", "1"));
            shop.capture("order", user, Map.of("coupon", "c", "amount", "7"));
            shop.capture("refund", user, Map.of("amount", "8"));
            shop.capture("wish", user, Map.of("amount", "9"));
        }
        shop.run();
        shop.migrate(4, 3);
        shop.set("wished", SyncState.FROZEN);
        shop.property("coupon", "coupon", ColumnType.TEXT, false);
        shop.capture("order", 1, Map.of("coupon", "c", "amount", "70"));
        shop.run();
        shop.property("coupon", "coupon", ColumnType.TEXT);
        shop.capture("order", 2, Map.of("coupon", "d", "amount", "71"));
        shop.run();
    }

    private Verification look() {
        return Proofs.look(engine, shop);
    }

    /** As a run does. @return tables that were changed */
    private Set<String> repair() {
        try (var warehouse = engine.open(SmallShop.LAYOUT)) {
            new Distrust(warehouse).enter(Proofs.prove(warehouse, shop).differences());
            warehouse.commit();
        }
        return shop.run().changes().stream()
                .map(PlannedChange::table)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Harm that comes to what a run wrote, and is shown. */
    private void harm(String... statements) {
        try (var warehouse = engine.open(SmallShop.LAYOUT)) {
            for (var statement : statements) {
                warehouse.execute(statement
                        .replace(
                                "$raw",
                                warehouse.dialect().quote(warehouse.layout().rawSchema()))
                        .replace(
                                "$people",
                                warehouse.dialect().quote(warehouse.layout().schema())));
            }
            warehouse.commit();
            warehouse.publish();
        }
    }

    private void assertToldAndMended(Set<String> changed, TableDifference... differences) {
        assertEquals(List.of(differences), look().differences());
        assertEquals(changed, repair());
        assertEquals(List.of(), look().differences());
        assertTrue(shop.run().isEmpty());
    }

    private static TableDifference people(String table, long missing, long surplus, long wrong) {
        return new TableDifference(table, false, missing, surplus, wrong);
    }

    private static TableDifference internal(String table, long missing, long surplus, long wrong) {
        return new TableDifference(table, true, missing, surplus, wrong);
    }

    /** With a frozen table, a gap, a user who migrated, and a segment; one that was edited since awaits a run. */
    @Test
    void nothingIsToldOfAWarehouseThatIsRight() {
        var found = look();
        assertEquals(List.of(), found.differences());
        assertEquals(List.of(), found.awaiting());
        assertEquals(14, found.tables());
        assertEquals(62, found.rows());
        assertTrue(shop.run().isEmpty(), "looking changes nothing");
        shop.define("returned", "return");
        assertEquals(List.of("returned"), look().awaiting());
        assertTrue(look().isClean());
        engine.execute("DELETE FROM shop_test.sold WHERE event_id = 7");
        assertEquals(List.of(people("sold", 1, 0, 0)), look().differences(), "what readers see is looked at");
    }

    @Test
    void harmIsToldWhereItIsAndMended() {
        harmTables();
        harmWhatAllElseIsMadeOf();
        loseTablesColumnsAndViews();
    }

    private void harmTables() {
        harm(
                "DELETE FROM $people.sold WHERE event_id = 7",
                "INSERT INTO $people.sold SELECT * FROM $people.sold WHERE event_id = 28",
                "UPDATE $people.sold SET user_id = 9 WHERE event_id = 91",
                "UPDATE $people.segment_buyers SET user_id = 9 WHERE user_id = 1",
                "DELETE FROM $people.segment_buyers WHERE user_id = 2",
                "UPDATE $people.users SET user_id = 9 WHERE user_id = 1",
                "INSERT INTO $people.users SELECT * FROM $people.users WHERE user_id = 2",
                "DELETE FROM $people.sessions WHERE user_id = 2",
                "UPDATE $people.user_migrations SET to_user_id = 1");
        assertToldAndMended(
                Set.of("segment_buyers", "sessions", "sold", "user_migrations", "users"),
                people("users", 1, 2, 0),
                people("user_migrations", 0, 0, 1),
                people("sessions", 1, 0, 0),
                people("sold", 1, 1, 1),
                people("segment_buyers", 2, 1, 0));
    }

    /** Tables, which are right, are not touched. */
    private void harmWhatAllElseIsMadeOf() {
        harm(
                "DELETE FROM $raw.raw_events WHERE event_id = 7",
                "INSERT INTO $raw.raw_events SELECT * FROM $raw.raw_events WHERE event_id = 28",
                "UPDATE $raw.raw_events SET user_id = 9 WHERE event_id = 14",
                "UPDATE $raw.raw_events SET session_id = 7 WHERE event_id = 35",
                "DELETE FROM $raw.raw_users WHERE user_id = 1",
                "UPDATE $raw.raw_users SET identity = 'nobody' WHERE user_id = 2",
                "DELETE FROM $raw.raw_migrations",
                "DELETE FROM $raw.counted_events WHERE event_id = 28",
                "DELETE FROM $raw.segment_states WHERE user_id = 2");
        assertToldAndMended(
                Set.of(),
                internal("raw_users", 1, 0, 1),
                internal("raw_migrations", 1, 0, 0),
                internal("raw_events", 1, 1, 2),
                internal("counted_events", 1, 0, 0),
                internal("segment_states", 1, 0, 0));
    }

    private void loseTablesColumnsAndViews() {
        harm("DROP VIEW $people.all_events", "ALTER TABLE $people.returned DROP COLUMN amount");
        assertToldAndMended(
                Set.of("all_events", "returned"), people("returned", 0, 0, 4), people("all_events", 10, 0, 0));
        harm("DROP VIEW $people.all_events", "DROP TABLE $people.sold");
        assertToldAndMended(Set.of("all_events", "sold"), people("sold", 6, 0, 0));
    }
}
