package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to the tables of Sluice behind its back is repaired by the next run, and what they add is kept. */
public abstract class MeddlingContract extends OneWarehouse {

    private MeddledShop shop;

    @BeforeEach
    final void sell() {
        shop = new MeddledShop(engine);
    }

    private void healsFrom(String... meddling) {
        Stream.of(meddling).forEach(engine::execute);
        shop.goOn();
        shop.assertAsIfNothingHadBeen();
    }

    private void healsFromTheLossOf(String... tables) {
        healsFrom(Stream.of(tables)
                .map(table -> engine.dropping("shop_test." + table))
                .toArray(String[]::new));
    }

    @Test
    void tableThatSomebodyDroppedIsBuiltAnew() {
        healsFromTheLossOf("sold");
    }

    @Test
    void segmentThatSomebodyDroppedIsBuiltAnew() {
        healsFromTheLossOf("segment_buyers");
    }

    @Test
    void viewOverAllEventsThatSomebodyDroppedIsMadeAgain() {
        healsFrom("DROP VIEW shop_test.all_events");
    }

    @Test
    void tablesThatEveryWarehouseHasAreFilledAgain() {
        healsFromTheLossOf("users", "sessions", "pageviews", "user_migrations");
    }

    @Test
    void columnsOfTablesThatEveryWarehouseHasAreFilledAgain() {
        healsFrom(
                "ALTER TABLE shop_test.users DROP COLUMN amount",
                "ALTER TABLE shop_test.users DROP COLUMN identity",
                "ALTER TABLE shop_test.sessions DROP COLUMN user_id",
                "ALTER TABLE shop_test.sessions DROP COLUMN library");
    }

    @Test
    void deletedUsersLeaveATableThatIsFilledAgain() {
        engine.execute("ALTER TABLE shop_test.sessions DROP COLUMN event_id");
        shop.shop().delete(2);
        shop.goOn();
        assertEquals(Map.of(), shop.shop().leftOut());
        assertEquals(
                List.of(List.of("1"), List.of("4")),
                engine.read(
                        "SELECT DISTINCT user_id FROM shop_test.sessions WHERE event_id IS NOT NULL ORDER BY user_id"));
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
        healsFrom(
                "ALTER TABLE shop_test.sold DROP COLUMN amount",
                "ALTER TABLE shop_test.sold ADD COLUMN amount BOOLEAN");
    }

    /** Its name need not be one that Sluice would give. */
    @Test
    void columnThatSomebodyAddedKeepsWhatItHolds() {
        assumeTrue(engine.holdsTablesOfPeople());
        engine.execute("ALTER TABLE shop_test.sold ADD COLUMN \"Amount\" VARCHAR");
        engine.execute("UPDATE shop_test.sold SET \"Amount\" = 'dear' WHERE user_id = 2");
        healsFrom("ALTER TABLE shop_test.sold DROP COLUMN amount");
        assertEquals(
                List.of(List.of("2", "7", "dear")),
                engine.read("SELECT user_id, amount, \"Amount\" FROM shop_test.sold WHERE \"Amount\" = 'dear'"));
    }

    @Test
    void tableOfSomebodysOwnInThePlaceOfOursIsLeftAlone() {
        assumeTrue(engine.holdsTablesOfPeople());
        engine.execute(engine.dropping("shop_test.sold"));
        engine.execute("CREATE TABLE shop_test.sold AS SELECT 42 AS mine");
        shop.goOn();
        assertEquals(Set.of("sold"), shop.shop().leftOut().keySet());
        assertEquals(List.of(List.of("42")), engine.read("SELECT mine FROM shop_test.sold"));
        assertEquals(
                List.of(List.of("refunded")),
                engine.read("SELECT DISTINCT event_table_name FROM shop_test.all_events"));
        engine.execute("DROP TABLE shop_test.sold");
        shop.shop().run();
        shop.assertAsIfNothingHadBeen();
    }
}
