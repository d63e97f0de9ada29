package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to the tables of Sluice behind its back is repaired where it can be, and otherwise stops one table. */
class PostgresMeddlingTest {

    private static final List<String> ANSWERS = List.of(
            "SELECT event_id, user_id, amount, library FROM shop_test.sold ORDER BY event_id",
            "SELECT event_id, user_id, amount FROM shop_test.refunded ORDER BY event_id",
            "SELECT event_id, user_id, event_table_name FROM shop_test.all_events ORDER BY event_id",
            "SELECT user_id, entered_at, as_of FROM shop_test.segment_buyers ORDER BY user_id",
            "SELECT user_id, identity, amount FROM shop_test.users ORDER BY user_id",
            "SELECT event_id, user_id, session_id, library FROM shop_test.sessions ORDER BY event_id",
            "SELECT from_user_id, to_user_id FROM shop_test.user_migrations");

    private static List<List<List<String>>> undisturbed;

    private PostgresEngine people;
    private SmallShop shop;

    @BeforeAll
    static void leaveOneAlone() {
        try (var another = new PostgresEngine()) {
            var shop = new SmallShop(another);
            sell(shop);
            goOn(shop);
            undisturbed = answers(another);
        }
    }

    @BeforeEach
    final void sell() {
        people = new PostgresEngine();
        shop = new SmallShop(people);
        sell(shop);
    }

    @AfterEach
    final void takeAway() {
        people.close();
    }

    private static void sell(SmallShop shop) {
        shop.define("sold", "order");
        shop.define("refunded", "refund");
        shop.segment("segment_buyers", "sold");
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= 3; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
            shop.capture("order", user, Map.of("amount", "7"));
            shop.capture("refund", user, Map.of("amount", "8"));
        }
        shop.run();
    }

    private static void goOn(SmallShop shop) {
        shop.user(4, "user 4", SmallShop.START, Map.of("amount", "2"));
        shop.migrate(3, 4);
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.capture("refund", 4, Map.of("amount", "10"));
        shop.run();
    }

    private static List<List<List<String>>> answers(PostgresEngine engine) {
        var answers = new ArrayList<List<List<String>>>();
        ANSWERS.forEach(query -> answers.add(engine.read(query)));
        return answers;
    }

    /** As a warehouse that nobody has meddled with; a run after that has nothing to do. */
    private void assertAsIfNothingHadBeen() {
        assertEquals(Map.of(), shop.leftOut());
        assertEquals(undisturbed, answers(people));
        assertTrue(shop.run().isEmpty());
    }

    private void healsFrom(String meddling) {
        people.execute(meddling);
        goOn(shop);
        assertAsIfNothingHadBeen();
    }

    @Test
    void tableThatSomebodyDroppedIsBuiltAnew() {
        healsFrom("DROP TABLE shop_test.sold CASCADE");
    }

    @Test
    void segmentThatSomebodyDroppedIsBuiltAnew() {
        healsFrom("DROP TABLE shop_test.segment_buyers");
    }

    @Test
    void viewOverAllEventsThatSomebodyDroppedIsMadeAgain() {
        healsFrom("DROP VIEW shop_test.all_events");
    }

    @Test
    void tablesThatEveryWarehouseHasAreFilledAgain() {
        healsFrom(
                "DROP TABLE shop_test.users, shop_test.sessions, shop_test.pageviews, shop_test.user_migrations CASCADE");
    }

    @Test
    void columnsOfTablesThatEveryWarehouseHasAreFilledAgain() {
        people.execute("ALTER TABLE shop_test.users DROP COLUMN amount");
        people.execute("ALTER TABLE shop_test.users DROP COLUMN identity");
        healsFrom("ALTER TABLE shop_test.sessions DROP COLUMN library");
    }

    @Test
    void columnOfAPropertyThatSomebodyDroppedIsFilledAgain() {
        healsFrom("ALTER TABLE shop_test.sold DROP COLUMN amount");
    }

    @Test
    void columnThatEveryTableHasIsFilledAgain() {
        healsFrom("ALTER TABLE shop_test.sold DROP COLUMN library");
    }

    @Test
    void columnOfASegmentThatSomebodyDroppedIsFilledAgain() {
        healsFrom("ALTER TABLE shop_test.segment_buyers DROP COLUMN entered_at");
    }

    @Test
    void columnOfAnotherTypeGetsItsOwnAgain() {
        healsFrom("ALTER TABLE shop_test.sold ALTER COLUMN amount TYPE boolean USING amount > 7");
    }

    @Test
    void columnOfAnotherTypeGetsItsOwnAgainWhereSomethingHangsOnTheTable() {
        people.execute("CREATE MATERIALIZED VIEW shop_test.kept AS SELECT event_id FROM shop_test.sold");
        healsFrom("ALTER TABLE shop_test.sold ALTER COLUMN amount TYPE boolean USING amount > 7");
    }

    @Test
    void columnThatSomebodyAddedKeepsWhatItHolds() {
        people.execute("ALTER TABLE shop_test.sold ADD COLUMN notes varchar(9) DEFAULT 'none'");
        people.execute("UPDATE shop_test.sold SET notes = 'dear' WHERE user_id = 2");
        healsFrom("ALTER TABLE shop_test.sold DROP COLUMN amount");
        assertEquals(
                List.of(List.of("2", "dear")),
                people.read("SELECT user_id, notes FROM shop_test.sold WHERE notes = 'dear'"));
        assertEquals(
                List.of(List.of("'none'::character varying")),
                people.read("SELECT column_default FROM information_schema.columns WHERE column_name = 'notes'"));
    }

    @Test
    void tableOfSomebodysOwnInThePlaceOfOursIsLeftAlone() {
        people.execute("DROP TABLE shop_test.sold CASCADE");
        people.execute("CREATE TABLE shop_test.sold AS SELECT 42 AS mine");
        goOn(shop);
        assertEquals(Set.of("sold"), shop.leftOut().keySet());
        assertEquals(List.of(List.of("42")), people.read("SELECT mine FROM shop_test.sold"));
        assertEquals(
                List.of(List.of("refunded")),
                people.read("SELECT DISTINCT event_table_name FROM shop_test.all_events"));
        people.execute("DROP TABLE shop_test.sold");
        shop.run();
        assertAsIfNothingHadBeen();
    }

    private void objectTo(String what, String table) {
        people.execute(
                "CREATE OR REPLACE FUNCTION public.object() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'");
        people.execute(
                "CREATE TRIGGER objecting BEFORE %s ON shop_test.%s FOR EACH ROW EXECUTE FUNCTION public.object()"
                        .formatted(what, table));
    }

    private void agree(String table) {
        people.execute("DROP TRIGGER objecting ON shop_test." + table);
    }

    @Test
    void tableThatCannotBeWrittenStopsNoOtherAndIsBuiltAnewWhenItCan() {
        objectTo("INSERT OR UPDATE", "sold");
        goOn(shop);
        assertEquals(Set.of("sold"), shop.leftOut().keySet());
        var message = shop.leftOut().get("sold");
        assertTrue(message.contains("a function or trigger of somebody else objected"), message);
        assertEquals(List.of(List.of("3", "7")), people.read("SELECT count(*), max(amount) FROM shop_test.sold"));
        assertEquals(List.of(List.of("4", "10")), people.read("SELECT count(*), max(amount) FROM shop_test.refunded"));
        assertEquals(
                List.of(List.of("refunded")),
                people.read("SELECT DISTINCT event_table_name FROM shop_test.all_events"));
        agree("sold");
        shop.run();
        assertAsIfNothingHadBeen();
    }

    @Test
    void tableThatIsBehindIsBuiltAnewThoughItsDefinitionIsEditedBack() {
        objectTo("INSERT", "sold");
        shop.capture("order", 2, Map.of("amount", "11"));
        shop.define("sold", "refund");
        shop.run();
        shop.define("sold", "order");
        agree("sold");
        shop.run();
        assertEquals(List.of(List.of("4", "11")), people.read("SELECT count(*), max(amount) FROM shop_test.sold"));
    }

    @Test
    void segmentThatCannotBeWrittenStopsNoOther() {
        objectTo("INSERT OR UPDATE OR DELETE", "segment_buyers");
        goOn(shop);
        assertEquals(Set.of("segment_buyers"), shop.leftOut().keySet());
        agree("segment_buyers");
        shop.run();
        assertAsIfNothingHadBeen();
    }

    @Test
    void tablesThatCannotBeWrittenAreLeftOutTogether() {
        objectTo("INSERT OR UPDATE", "sold");
        objectTo("INSERT OR UPDATE", "refunded");
        goOn(shop);
        assertEquals(Set.of("sold", "refunded"), shop.leftOut().keySet());
        agree("sold");
        agree("refunded");
        shop.run();
        assertAsIfNothingHadBeen();
    }

    @Test
    void deletedUsersLeaveATableThatIsLeftOut() {
        objectTo("INSERT", "sold");
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.delete(2);
        shop.run();
        assertEquals(Set.of("sold"), shop.leftOut().keySet());
        assertEquals(
                List.of(List.of("1"), List.of("3")),
                people.read("SELECT user_id FROM shop_test.sold ORDER BY user_id"));
    }

    @Test
    void runFailsWhereDeletedUsersCannotLeaveATable() {
        objectTo("DELETE", "sold");
        shop.delete(2);
        var failure = assertThrows(RuntimeException.class, shop::run);
        assertTrue(failure.getMessage().contains("of deleted users from sold"), failure::getMessage);
        agree("sold");
        shop.run();
        assertEquals(
                List.of(List.of("1"), List.of("3")),
                people.read("SELECT user_id FROM shop_test.sold ORDER BY user_id"));
    }
}
