package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.DyingWarehouse.Death;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that dies, wherever it does, and is run again does what it would have done. */
@Tag("histories")
public abstract class CrashContract extends OneWarehouse {

    /** Looking at everything that stands costs more than a run does, so it is looked at after so many deaths. */
    private static final int DEATHS_BETWEEN_LOOKS = 20;

    /** The gate takes one in so many, others each time; {@code -Dsluice.law.tries=1000} takes them all. */
    private static final int STRIDE = 5;

    /** Where shapes commit by themselves, most deaths leave something, so that each has a warehouse of its own. */
    private static final int DEATHS_BY_STEPS = 6;

    private SmallShop shop;
    private Map<String, List<String>> before;
    private Map<String, List<String>> undisturbed;
    private int asked;
    private boolean bySteps;

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
        before = Contents.of(engine, SmallShop.LAYOUT);
        changeALot();
        runUndisturbed();
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

    private void runUndisturbed() {
        try (var another = engine.copy()) {
            var living = new AtomicReference<DyingWarehouse>();
            var plan = shop.in(another).run(warehouse -> {
                living.set(new DyingWarehouse(warehouse, another, Death.NEVER));
                return living.get();
            });
            assertChangesALot(plan.changes());
            asked = living.get().asked();
            bySteps = living.get().commitsShapes();
            undisturbed = Contents.of(another, SmallShop.LAYOUT);
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

    /**
     * Before statements, in the middle of each load and before its end, before the commit, and before what is shown to
     * readers.
     */
    @Test
    void runThatDiesAnywhereIsAsIfItHadNotBeen() {
        if (bySteps) {
            someDeaths().forEach(this::dieInOneOfItsOwn);
        } else {
            dieOneAfterTheOther();
        }
    }

    /** The first, the last, and what is evenly between. */
    private IntStream someDeaths() {
        return IntStream.range(0, DEATHS_BY_STEPS)
                .map(i -> 1 + (asked - 1) * i / (DEATHS_BY_STEPS - 1))
                .distinct();
    }

    private void dieInOneOfItsOwn(int last) {
        try (var there = engine.copy()) {
            die(there, new Death.Before(last));
            assertComesOutWell(there, "cut off before %d of %d".formatted(last, asked));
        }
    }

    /** Most deaths leave all as it was, so that the next one can be in the same warehouse. */
    private void dieOneAfterTheOther() {
        int stride = asked <= Integer.getInteger("sluice.law.tries", 0) ? 1 : STRIDE;
        var there = engine.copy();
        try {
            for (int last = 1 + new Random().nextInt(stride), deaths = 1; last <= asked; last += stride, deaths++) {
                die(there, new Death.Before(last));
                boolean isLast = last + stride > asked;
                if (deaths % DEATHS_BETWEEN_LOOKS == 0 || isLast) {
                    there = lookAt(there, last, isLast);
                }
            }
        } finally {
            there.close();
        }
    }

    /** @return a warehouse in which all is as it was */
    private Engine lookAt(Engine there, int last, boolean isLast) {
        if (!isLast && Contents.of(there, SmallShop.LAYOUT).equals(before)) {
            return there;
        }
        assertComesOutWell(there, "cut off before %d of %d, or the few before that".formatted(last, asked));
        there.close();
        return engine.copy();
    }

    @Test
    void runThatDoesNotLearnOfItsCommitIsNotRepeated() {
        try (var there = engine.copy()) {
            die(there, new Death.BehindCommit());
            assertComesOutWell(there, "cut off behind the commit");
        }
    }

    private void die(Engine there, Death death) {
        assertThrows(
                RuntimeException.class,
                () -> shop.in(there).run(warehouse -> new DyingWarehouse(warehouse, there, death)),
                death::toString);
    }

    private void assertComesOutWell(Engine there, String death) {
        shop.in(there).run();
        assertEquals(undisturbed, Contents.of(there, SmallShop.LAYOUT), death);
    }
}
