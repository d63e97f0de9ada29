package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A shop whose tables people meddle with between its two runs. */
public final class MeddledShop {

    private static final List<String> ANSWERS = List.of(
            "SELECT event_id, user_id, amount, library FROM shop_test.sold ORDER BY event_id",
            "SELECT event_id, user_id, amount FROM shop_test.refunded ORDER BY event_id",
            "SELECT event_id, user_id, event_table_name FROM shop_test.all_events ORDER BY event_id",
            "SELECT user_id, entered_at, as_of FROM shop_test.segment_buyers ORDER BY user_id",
            "SELECT user_id, identity, amount FROM shop_test.users ORDER BY user_id",
            "SELECT event_id, user_id, session_id, library FROM shop_test.sessions ORDER BY event_id",
            "SELECT from_user_id, to_user_id FROM shop_test.user_migrations");

    /** What an engine answers where nobody meddled, by its class. */
    private static final Map<Class<?>, List<List<List<String>>>> UNDISTURBED = new ConcurrentHashMap<>();

    private final Engine engine;
    private final SmallShop shop;

    /** With the first run behind it. */
    public MeddledShop(Engine engine) {
        this.engine = engine;
        this.shop = new SmallShop(engine);
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

    public SmallShop shop() {
        return shop;
    }

    /** The second run. */
    public void goOn() {
        shop.user(4, "user 4", SmallShop.START, Map.of("amount", "2"));
        shop.migrate(3, 4);
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.capture("refund", 4, Map.of("amount", "10"));
        shop.run();
    }

    /** As a warehouse that nobody has meddled with; a run after that has nothing to do. */
    public void assertAsIfNothingHadBeen() {
        assertEquals(Map.of(), shop.leftOut());
        assertEquals(UNDISTURBED.computeIfAbsent(engine.getClass(), _ -> undisturbed()), answers(engine));
        assertTrue(shop.run().isEmpty());
    }

    private List<List<List<String>>> undisturbed() {
        try (var another = engine.fresh()) {
            new MeddledShop(another).goOn();
            return answers(another);
        }
    }

    private static List<List<List<String>>> answers(Engine engine) {
        return ANSWERS.stream().map(engine::read).toList();
    }
}
