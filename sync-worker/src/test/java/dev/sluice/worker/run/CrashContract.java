package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that dies, wherever it does, and is run again does what it would have done. */
@Tag("histories")
public abstract class CrashContract extends OneWarehouse {

    private static final int CRASHES = 16;

    private SmallShop shop;

    @BeforeEach
    final void beginWithAPast() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.property("coupon", "coupon", ColumnType.TEXT);
        for (long user = 1; user <= 3; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1", "coupon", "u"));
            shop.capture("order", user, Map.of("amount", "7", "coupon", "c"));
            shop.capture("refund", user, Map.of("amount", "8"));
            shop.capture("complaint", user, Map.of("amount", "9"));
        }
        shop.run();
        changeALot();
    }

    /** All that a run does to tables is in the next. */
    private void changeALot() {
        shop.define("wished", "wish");
        shop.define("returned", "complaint");
        shop.segment("buyers", "sold");
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.property("coupon", "coupon", ColumnType.TEXT, false);
        shop.user(4, "user 4", SmallShop.START, Map.of("amount", "2.5"));
        shop.migrate(3, 4);
        for (long user = 1; user <= 4; user++) {
            shop.capture("order", user, Map.of("amount", "7.5", "coupon", "c"));
            shop.capture("wish", user, Map.of("amount", "6"));
        }
    }

    @Test
    void runThatDiesAnywhereIsAsIfItHadNotBeen() {
        Map<String, List<String>> undisturbed;
        int asked;
        try (var another = engine.copy()) {
            var living = new AtomicReference<DyingWarehouse>();
            var plan = shop.in(another).run(warehouse -> {
                living.set(new DyingWarehouse(warehouse, () -> {}, 0));
                return living.get();
            });
            assertChangesALot(plan.changes());
            asked = living.get().asked();
            undisturbed = Contents.of(another, SmallShop.LAYOUT);
        }
        for (int last : someOf(asked)) {
            assertEquals(undisturbed, dieAndRunAgain(last), "cut off at %d of %d".formatted(last, asked));
        }
    }

    private static void assertChangesALot(List<PlannedChange> changes) {
        var kinds = changes.stream().map(PlannedChange::kind).collect(Collectors.toSet());
        var expected = List.of(
                "create_event_table",
                "rebuild_event_table",
                "widen_column",
                "drop_column",
                "append_rows",
                "create_segment_table");
        assertTrue(kinds.containsAll(expected), kinds::toString);
    }

    /** The first, the last, and what is evenly between. */
    private static TreeSet<Integer> someOf(int asked) {
        return IntStream.range(0, CRASHES)
                .mapToObj(i -> 1 + (asked - 1) * i / (CRASHES - 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, List<String>> dieAndRunAgain(int last) {
        try (var another = engine.copy()) {
            var living = new AtomicReference<DyingWarehouse>();
            var there = shop.in(another);
            assertThrows(
                    RuntimeException.class,
                    () -> there.run(warehouse -> {
                        living.set(new DyingWarehouse(warehouse, another.lifeline(warehouse), last));
                        return living.get();
                    }));
            assertEquals(last, living.get().asked());
            there.run();
            return Contents.of(another, SmallShop.LAYOUT);
        }
    }
}
