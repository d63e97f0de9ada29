package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever reads a table while it changes its shape, or is built anew, notices nothing but other rows. */
public abstract class RebuildContract extends OneWarehouse {

    private static final int ORDERS = 40;
    private static final int REFUNDS = 20;
    private static final int REBUILDS = 4;
    private static final String SPAN = "SELECT count(*), min(event_id), max(event_id) FROM shop_test.sold";
    private static final String EVERYTHING = "SELECT count(*) FROM shop_test.everything";
    private static final String MINE = "SELECT counted, least FROM shop_test.mine";
    private static final List<String> ALL_ORDERS = span(1, ORDERS);
    private static final List<String> ALL_REFUNDS = span(ORDERS + 1L, ORDERS + REFUNDS);

    private SmallShop shop;

    @BeforeEach
    final void sell() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        shop.property("coupon", "coupon", ColumnType.TEXT);
        for (int i = 0; i < ORDERS; i++) {
            shop.capture("order", 1, Map.of("amount", "7", "coupon", "c"));
        }
        for (int i = 0; i < REFUNDS; i++) {
            shop.capture("refund", 1, Map.of("amount", "8"));
        }
        shop.run();
        assertEquals(List.of(ALL_ORDERS), engine.read(SPAN));
    }

    /** Of the events of a stretch of the log. */
    private static List<String> span(long first, long last) {
        return List.of(
                Long.toString(last - first + 1),
                Long.toString(SmallShop.eventId(first)),
                Long.toString(SmallShop.eventId(last)));
    }

    private void rebuildOf(String eventName) {
        shop.define("sold", eventName);
        var kinds = shop.run().changes().stream().map(change -> change.kind()).toList();
        assertTrue(kinds.contains("rebuild_event_table"));
    }

    @Test
    void readersMeetTheTableAsItWasOrAsItIs() throws InterruptedException, ExecutionException {
        var done = new AtomicBoolean();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var seen = reader.submit(() -> readUntil(done));
            try {
                for (int i = 0; i < REBUILDS; i++) {
                    rebuildOf(i % 2 == 0 ? "refund" : "order");
                }
            } finally {
                done.set(true);
            }
            var unexpected = new HashSet<>(seen.get());
            unexpected.removeAll(Set.of(ALL_ORDERS, ALL_REFUNDS));
            assertEquals(Set.of(), unexpected);
        }
    }

    private Set<List<String>> readUntil(AtomicBoolean done) {
        var seen = new HashSet<List<String>>();
        do {
            seen.addAll(engine.read(SPAN));
        } while (!done.get());
        return seen;
    }

    private void makeView() {
        engine.execute(
                "CREATE VIEW shop_test.mine AS SELECT count(*) AS counted, min(amount) AS least FROM shop_test.sold");
        assertEquals(List.of(List.of("40", "7")), engine.read(MINE));
    }

    @Test
    void viewsOfPeopleSurviveARebuild() {
        makeView();
        rebuildOf("refund");
        assertEquals(List.of(List.of("20", "8")), engine.read(MINE));
        rebuildOf("order");
        assertEquals(List.of(List.of("40", "7")), engine.read(MINE));
    }

    @Test
    void viewsOfPeopleSurviveAnAddedColumn() {
        makeView();
        engine.execute("CREATE VIEW shop_test.everything AS SELECT * FROM shop_test.sold");
        shop.property("colour", "colour", ColumnType.TEXT);
        shop.capture("order", 1, Map.of("amount", "7", "colour", "red"));
        shop.run();
        assertEquals(List.of(List.of("41", "7")), engine.read(MINE));
        var refusal = engine.refusalOfOutdatedViews();
        if (refusal.isEmpty()) {
            assertEquals(List.of(List.of("41")), engine.read(EVERYTHING));
        } else {
            assertRefusedUntilItIsMadeAgain(refusal.get());
        }
    }

    private void assertRefusedUntilItIsMadeAgain(String refusal) {
        var refused = assertThrows(Engine.Refused.class, () -> engine.read(EVERYTHING));
        assertTrue(Pattern.compile(refusal).matcher(refused.getMessage()).find(), refused::getMessage);
        engine.execute("CREATE OR REPLACE VIEW shop_test.everything AS SELECT * FROM shop_test.sold");
        assertEquals(List.of(List.of("41")), engine.read(EVERYTHING));
    }

    @Test
    void viewsOfPeopleSurviveAWidenedColumn() {
        makeView();
        engine.execute("CREATE VIEW shop_test.amounts AS SELECT amount FROM shop_test.sold");
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.capture("order", 1, Map.of("amount", "6.5"));
        shop.run();
        assertEquals(List.of(List.of("41", "6.5")), engine.read(MINE));
        shop.property("amount", "amount", ColumnType.TEXT);
        shop.capture("order", 1, Map.of("amount", "free"));
        shop.run();
        assertEquals(List.of(List.of("42", "6.5")), engine.read(MINE));
        assertEquals(
                List.of(List.of("1")), engine.read("SELECT count(*) FROM shop_test.amounts WHERE amount = 'free'"));
    }

    @Test
    void viewsOfPeopleSurviveARebuildThatWidensAColumn() {
        makeView();
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.capture("refund", 1, Map.of("amount", "6.5"));
        rebuildOf("refund");
        assertEquals(List.of(List.of("21", "6.5")), engine.read(MINE));
    }

    @Test
    void viewsOfPeopleSurviveADroppedColumnThatTheyDoNotUse() {
        makeView();
        shop.property("coupon", "coupon", ColumnType.TEXT, false);
        shop.run();
        assertEquals(List.of(List.of("40", "7")), engine.read(MINE));
        rebuildOf("refund");
        assertEquals(List.of(List.of("20", "8")), engine.read(MINE));
    }
}
