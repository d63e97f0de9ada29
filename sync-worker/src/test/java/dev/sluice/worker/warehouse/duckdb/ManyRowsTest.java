package dev.sluice.worker.warehouse.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** So many rows that DuckDB takes them to the file before the transaction ends. */
class ManyRowsTest {

    private static final int MANY = 130_000;

    private final DuckDbEngine engine = new DuckDbEngine();
    private final SmallShop shop = new SmallShop(engine);

    @AfterEach
    void close() {
        engine.close();
    }

    private void capture() {
        for (int user = 1; user <= MANY; user++) {
            shop.capture("order", user, Map.of("coupon", "c"));
        }
    }

    private void assertRows(int rows, String table) {
        assertEquals(List.of(List.of(String.valueOf(rows))), engine.read("SELECT count(*) FROM shop_test." + table));
    }

    @Test
    void firstRunShowsThem() {
        shop.define("orders", "order");
        shop.define("refunds", "refund");
        capture();
        shop.run();
        assertRows(MANY, "orders");
        assertRows(MANY, "sessions");
        assertRows(MANY, "all_events");
        assertRows(0, "refunds");
    }

    @Test
    void tablesThatHadNoneGetThem() {
        shop.define("orders", "order");
        shop.define("refunds", "refund");
        shop.run();
        capture();
        shop.run();
        assertRows(MANY, "orders");
        assertRows(MANY, "sessions");
        shop.define("refunds", "order");
        shop.run();
        assertRows(MANY, "refunds");
    }
}
