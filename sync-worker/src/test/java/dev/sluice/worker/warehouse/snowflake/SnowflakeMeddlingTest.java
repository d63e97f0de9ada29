package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.HeardWarehouse;
import dev.sluice.worker.warehouse.contract.MeddledShop;
import dev.sluice.worker.warehouse.contract.SmallShop;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do to a Snowflake in the midst of a run, which holds no lock on tables before it changes their rows. */
class SnowflakeMeddlingTest {

    private static final String SOLD = "SELECT count(*), max(amount) FROM shop_test.sold";
    private static final String REFUNDED = "SELECT count(*), max(amount) FROM shop_test.refunded";

    private SnowflakeEngine people;
    private MeddledShop meddled;
    private SmallShop shop;

    @BeforeEach
    void sell() {
        people = SnowflakeEngine.onStandIn();
        meddled = new MeddledShop(people);
        shop = meddled.shop();
    }

    @AfterEach
    void takeAway() {
        people.close();
    }

    private SnowflakeStandIn server() {
        return ((StandInAccount) people.account()).server();
    }

    private void sellMore() {
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.capture("refund", 2, Map.of("amount", "10"));
    }

    /** Once, before the first statement that changes rows which readers see. */
    private void runWhile(Runnable meddling) {
        var done = new AtomicBoolean();
        shop.run(warehouse -> HeardWarehouse.ofStatements(warehouse, sql -> {
            if (sql.startsWith("INSERT") && sql.contains("\"SHOP_TEST\".") && !done.getAndSet(true)) {
                meddling.run();
            }
        }));
        assertTrue(done.get());
    }

    @Test
    void warehouseThatIsSuspendedInTheMidstEndsTheRunAndLeavesNothing() {
        sellMore();
        var failure = assertThrows(
                WarehouseFailure.Unusable.class,
                () -> runWhile(() -> server().haltWarehouse(StandInAccount.WAREHOUSE)));
        assertTrue(failure.getMessage().contains("resume it"), failure::getMessage);
        server().addWarehouse(StandInAccount.WAREHOUSE);
        assertEquals(List.of(List.of("3", "7")), people.read(SOLD));
        assertEquals(List.of(List.of("3", "8")), people.read(REFUNDED));
        shop.run();
        assertEquals(List.of(List.of("4", "9")), people.read(SOLD));
        assertEquals(List.of(List.of("4", "10")), people.read(REFUNDED));
    }

    @Test
    void tableThatIsDroppedInTheMidstStopsNoOtherAndIsBuiltAnew() {
        sellMore();
        runWhile(() -> people.execute("DROP TABLE shop_test.sold"));
        assertEquals(Set.of("sold"), shop.leftOut().keySet());
        assertTrue(shop.leftOut().get("sold").contains("somebody else dropped it"), shop.leftOut()::toString);
        assertEquals(List.of(List.of("4", "10")), people.read(REFUNDED));
        shop.run();
        assertEquals(Map.of(), shop.leftOut());
        assertEquals(List.of(List.of("4", "9")), people.read(SOLD));
    }
}
