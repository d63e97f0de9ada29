package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier release has left is brought up by the first run of this one; what a later one has left stays as it is. */
public abstract class InternalVersionContract extends OneWarehouse {

    private static final String COUNT = "SELECT count(*) FROM shop_test.";

    private SmallShop shop;

    @BeforeEach
    final void sell() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.user(1, "ann", SmallShop.START, Map.of());
        captureOfEach();
        shop.run();
    }

    private void captureOfEach() {
        shop.capture("order", 1, Map.of());
        shop.capture("refund", 1, Map.of());
    }

    private void leave(Consumer<Warehouse> change) {
        try (var warehouse = engine.open(SmallShop.LAYOUT)) {
            change.accept(warehouse);
            warehouse.commit();
            warehouse.publish();
        }
    }

    private void assertRows(int sold, int returned) {
        assertEquals(List.of(List.of(Integer.toString(sold))), engine.read(COUNT + "sold"));
        assertEquals(List.of(List.of(Integer.toString(returned))), engine.read(COUNT + "returned"));
    }

    /** As it was before tables could wait. */
    @Test
    void warehouseOfTheFirstVersionIsBroughtUp() {
        leave(warehouse -> {
            warehouse.execute("DROP TABLE " + warehouse.raw("waiting_events"));
            warehouse.execute("DROP TABLE " + warehouse.raw("internal_version"));
        });
        captureOfEach();
        shop.runOnly("sold");
        assertRows(2, 1);
        shop.run();
        assertRows(2, 2);
    }

    @Test
    void warehouseOfALaterVersionIsRefused() {
        leave(warehouse ->
                warehouse.execute("UPDATE %s SET version = version + 1".formatted(warehouse.raw("internal_version"))));
        captureOfEach();
        var refused = assertThrows(WarehouseFailure.Unusable.class, shop::run);
        assertTrue(refused.getMessage().contains("a later release of Sluice"), refused::getMessage);
        assertRows(1, 1);
    }
}
