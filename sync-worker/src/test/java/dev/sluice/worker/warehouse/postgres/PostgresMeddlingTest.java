package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.contract.MeddledShop;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL lets people do to the tables of Sluice is repaired where it can be, and otherwise stops one table. */
class PostgresMeddlingTest {

    private PostgresEngine people;
    private MeddledShop meddled;
    private SmallShop shop;

    @BeforeEach
    final void sell() {
        people = new PostgresEngine();
        meddled = new MeddledShop(people);
        shop = meddled.shop();
    }

    @AfterEach
    final void takeAway() {
        people.close();
    }

    private void healsFrom(String meddling) {
        people.execute(meddling);
        meddled.goOn();
        meddled.assertAsIfNothingHadBeen();
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

    /** A table may not be altered behind changes of its rows that have checks pending. */
    @Test
    void checksThatWaitForTheEndOfARunForbidNoColumn() {
        people.execute(
                "CREATE FUNCTION public.check_later() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        people.execute("CREATE CONSTRAINT TRIGGER later AFTER UPDATE ON shop_test.sold DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION public.check_later()");
        shop.property("coupon", "coupon", ColumnType.TEXT);
        shop.capture("order", 1, Map.of("coupon", "c"));
        meddled.goOn();
        assertEquals(Map.of(), shop.leftOut());
        assertEquals(
                List.of(List.of("1", "c")),
                people.read("SELECT user_id, coupon FROM shop_test.sold WHERE coupon IS NOT NULL"));
        assertEquals(List.of(List.of("1")), people.read("SELECT count(*) FROM shop_test.sold WHERE user_id = 4"));
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
        meddled.goOn();
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
        meddled.assertAsIfNothingHadBeen();
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
        meddled.goOn();
        assertEquals(Set.of("segment_buyers"), shop.leftOut().keySet());
        agree("segment_buyers");
        shop.run();
        meddled.assertAsIfNothingHadBeen();
    }

    @Test
    void tablesThatCannotBeWrittenAreLeftOutTogether() {
        objectTo("INSERT OR UPDATE", "sold");
        objectTo("INSERT OR UPDATE", "refunded");
        meddled.goOn();
        assertEquals(Set.of("sold", "refunded"), shop.leftOut().keySet());
        agree("sold");
        agree("refunded");
        shop.run();
        meddled.assertAsIfNothingHadBeen();
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
