package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A long history that lands slice by slice makes the warehouse that it would have made at once. */
public abstract class HistoryLandingContract extends OneWarehouse {

    private static final int SLICES = 3;
    private static final String SHOWN =
            "SELECT table_name FROM information_schema.tables WHERE lower(table_schema) = 'shop_test'";

    /** What tells how the shop's slices were counted, not what has landed. */
    private static final String CURSORS = "cursors";

    @Test
    void slicesMakeWhatOneRunMakes() {
        try (var another = engine.fresh()) {
            var atOnce = shop(another);
            var inSlices = shop(engine);
            for (int slice = 1; slice <= SLICES; slice++) {
                happen(atOnce, slice);
                happen(inSlices, slice);
                inSlices.land();
                assertEquals(List.of(), engine.read(SHOWN));
            }
            atOnce.run();
            inSlices.run();
            assertEquals(contents(another), contents(engine));
            assertEquals(List.of(), inSlices.run().changes());
        }
    }

    /** What comes while the history lands. */
    @Test
    void runBehindTheSlicesLandsTheRest() {
        try (var another = engine.fresh()) {
            var atOnce = shop(another);
            var inSlices = shop(engine);
            for (int slice = 1; slice <= SLICES; slice++) {
                happen(atOnce, slice);
                happen(inSlices, slice);
                if (slice < SLICES) {
                    inSlices.land();
                }
            }
            atOnce.run();
            inSlices.run();
            assertEquals(contents(another), contents(engine));
        }
    }

    private static SmallShop shop(Engine engine) {
        var shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.property("coupon", "coupon", ColumnType.TEXT, false);
        shop.segment("buyers", "sold");
        return shop;
    }

    /** Sessions go on from slice to slice, and the visitor of one slice is somebody known in the next. */
    private static void happen(SmallShop shop, int slice) {
        long visitor = 10 + slice;
        shop.user(visitor, null, SmallShop.START, Map.of());
        shop.user(slice, "user " + slice, SmallShop.START, Map.of("amount", "1", "coupon", "u"));
        if (slice > 1) {
            shop.migrate(visitor - 1, slice);
        }
        for (long user : List.of(visitor, 1L)) {
            var time = SmallShop.START.plus(Duration.ofMinutes(20L * slice));
            shop.capture("order", user, time, Map.of("amount", "7", "coupon", "c"));
            shop.capture("refund", user, time.plusSeconds(user), Map.of());
        }
    }

    private static Map<String, List<String>> contents(Engine engine) {
        var contents = Contents.of(engine, SmallShop.LAYOUT);
        contents.remove(CURSORS);
        return contents;
    }
}
