package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two workers that write to one warehouse at once, whatever has become of their leases: one waits or gives way, and what is
 * written is written once.
 */
public abstract class TwoWorkersContract extends OneWarehouse {

    private static final int ROUNDS = 3;

    private SmallShop shop;

    @BeforeEach
    final void beginWithAPast() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.segment("buyers", "sold");
        sell(20);
        shop.run();
    }

    private void sell(long user) {
        shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
        shop.capture("order", user, Map.of("amount", "7"));
    }

    /** Of all that follows on events: a table more, another type, and a visitor who turns out to be somebody known. */
    private void changeALot(int round) {
        shop.define("sold_again_" + round, "order");
        shop.property("amount", "amount", round == 1 ? ColumnType.DOUBLE : ColumnType.TEXT);
        sell(10 + round);
        sell(20 + round);
        shop.migrate(19 + round, 10 + round);
    }

    /** What comes of it where one worker is alone. */
    private Map<String, List<String>> undisturbed() {
        try (var another = engine.copy()) {
            shop.in(another).run();
            return Contents.of(another, SmallShop.LAYOUT);
        }
    }

    @Test
    void ofTwoWhoBeginAtOnceOneWaitsOrGivesWay() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            changeALot(round);
            var expected = undisturbed();
            if (oneOfTwoAtOnceRuns()) {
                assertEquals(expected, Contents.of(engine, SmallShop.LAYOUT), "round %d".formatted(round));
            }
            shop.run();
            assertEquals(expected, Contents.of(engine, SmallShop.LAYOUT), "after round %d".formatted(round));
        }
    }

    /** @return false where neither keeps the other out and each has given way to the other */
    private boolean oneOfTwoAtOnceRuns() throws Exception {
        var begin = new CyclicBarrier(2);
        boolean ran = false;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var ended : threads.invokeAll(List.of(worker(begin), worker(begin)))) {
                ran |= ended.get();
            }
        }
        return ran;
    }

    private Callable<Boolean> worker(CyclicBarrier begin) {
        var itsShop = shop.in(engine);
        return () -> {
            begin.await();
            return ranOrGaveWay(itsShop);
        };
    }

    private static boolean ranOrGaveWay(SmallShop shop) {
        try {
            shop.run();
            return true;
        } catch (WarehouseFailure.Busy e) {
            return false;
        }
    }

    /** Stalled before the commit, given up for dead; what it had open is gone, where it would have kept the other out. */
    @Test
    void oneThatStalledCommitsNothingWhenItComesBack() {
        changeALot(1);
        var expected = undisturbed();
        var stalled = shop.in(engine);
        var other = shop.in(engine);
        assertThrows(
                WarehouseFailure.class,
                () -> stalled.run(warehouse -> StallingWarehouse.of(warehouse, () -> goAhead(other, warehouse))));
        assertEquals(expected, Contents.of(engine, SmallShop.LAYOUT));
        shop.run();
        assertEquals(expected, Contents.of(engine, SmallShop.LAYOUT));
    }

    private void goAhead(SmallShop other, Warehouse stalled) {
        if (!ranOrGaveWay(other)) {
            engine.lifeline(stalled).run();
            other.run();
        }
    }
}
