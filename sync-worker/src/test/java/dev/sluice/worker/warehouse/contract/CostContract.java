package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Meter.TableCost;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run asks of a warehouse is counted, in all and for each table. */
public abstract class CostContract extends OneWarehouse {

    /** Too many for a statement that brings its rows along. */
    private static final int EVENTS = 150;

    private static final int BYTES_OF_A_LONG_TEXT = 200_000;

    private SmallShop shop;

    @BeforeEach
    final void openShop() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.property("amount", "amount", ColumnType.TEXT);
        shop.user(1, "user 1", SmallShop.START, Map.of("amount", "1"));
        shop.capture("order", 1, Map.of("amount", "7"));
        shop.capture("order", 1, Map.of("amount", "8"));
    }

    private Meter.Cost run() {
        return shop.runForCost();
    }

    @Test
    void tableThatIsCreatedCountsItsRows() {
        assertEquals(2, run().tables().get("sold").rowsWritten());
    }

    @Test
    void tableThatGoesOnTakesOneStatementForItsRows() {
        run();
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.capture("order", 1, Map.of("amount", "10"));
        shop.capture("refund", 1, Map.of());
        var cost = run().tables().get("sold");
        assertEquals(1, cost.statements());
        assertEquals(2, cost.rowsWritten());
    }

    @Test
    void tableThatIsBuiltAnewCountsItsRows() {
        run();
        shop.capture("refund", 1, Map.of());
        shop.define("sold", "refund");
        assertEquals(1, run().tables().get("sold").rowsWritten());
    }

    @Test
    void tablesArePartOfTheWhole() {
        run();
        shop.capture("order", 1, Map.of("amount", "9"));
        var cost = run();
        long statements =
                cost.tables().values().stream().mapToLong(TableCost::statements).sum();
        long rows = cost.tables().values().stream()
                .mapToLong(TableCost::rowsWritten)
                .sum();
        assertTrue(rows > 0 && cost.rowsWritten() >= rows, cost::toString);
        assertTrue(statements > 0 && cost.statements() > statements, cost::toString);
    }

    @Test
    void onlyTablesThatChangeAreTold() {
        run();
        shop.define("refunded", "refund");
        assertEquals(Set.of("refunded", "all_events"), run().tables().keySet());
    }

    @Test
    void stagedBytesFollowWhatIsLoaded() {
        run();
        captureMany();
        long few = run().stagedBytes();
        captureMany();
        shop.capture("order", 1, Map.of("amount", incompressible()));
        long more = run().stagedBytes() - few;
        assertTrue(few > 0 && few < BYTES_OF_A_LONG_TEXT, () -> "small events take " + few);
        assertTrue(more >= BYTES_OF_A_LONG_TEXT / 2 && more < BYTES_OF_A_LONG_TEXT * 2, () -> "more by " + more);
    }

    private void captureMany() {
        for (int i = 0; i < EVENTS; i++) {
            shop.capture("order", 1, Map.of("amount", "9"));
        }
    }

    /** A text of which compression leaves three quarters. */
    private static String incompressible() {
        var bytes = new byte[BYTES_OF_A_LONG_TEXT / 4 * 3];
        new Random(1).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
