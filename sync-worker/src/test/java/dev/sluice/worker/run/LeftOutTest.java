package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.TableFailure.Kind;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tables a run leaves out. */
class LeftOutTest {

    private static final Layout LAYOUT = Layout.of("shop");
    private static final LeftOut WAITING =
            LeftOut.waiting(List.of(new TableFailure("order", "f1", Kind.CHANGE_REFUSED, "no")));

    private static Desired desired(String fingerprint, SyncState state) {
        return new Desired(1, List.of(new EventTable(7, "Order", "order", 1, fingerprint, state)), Map.of(), Map.of());
    }

    private static Actual taken(String... names) {
        var nothing = Actual.EMPTY;
        return new Actual(
                true,
                nothing.tables(),
                nothing.rows(),
                nothing.events(),
                nothing.allEvents(),
                nothing.gaps(),
                nothing.fills(),
                nothing.segments(),
                nothing.made(),
                Set.of(names));
    }

    private static ChangeFailed failed(String table) {
        return new ChangeFailed(table, "Do it.", new WarehouseFailure.Statement("no", null));
    }

    @Test
    void tableThatFailedWaits() {
        assertEquals(
                Set.of("order"),
                WAITING.in(taken(), desired("f1", SyncState.SYNCED), LAYOUT).tables());
    }

    @Test
    void tableThatIsMadeFromSomethingElseByNowIsTried() {
        assertEquals(
                Set.of(),
                WAITING.in(taken(), desired("f2", SyncState.SYNCED), LAYOUT).tables());
    }

    @Test
    void tableThatNeedNotMoveIsNotLeftOut() {
        assertEquals(
                Set.of(),
                WAITING.in(taken("order"), desired("f1", SyncState.FROZEN), LAYOUT)
                        .tables());
    }

    @Test
    void nameThatIsTakenIsLeftOut() {
        var leftOut = LeftOut.NOTHING.in(taken("order", "other"), desired("f1", SyncState.SYNCED), LAYOUT);
        assertEquals(Kind.NAME_TAKEN, leftOut.failures().get("order").kind());
        assertEquals(Set.of("order"), leftOut.tables());
    }

    @Test
    void changeOfAnEventsTableThatIsRefusedLeavesItOut() {
        var thrown = LeftOut.NOTHING.without(failed("order"), desired("f1", SyncState.SYNCED));
        var failure = assertInstanceOf(TableFailed.class, thrown).failure();
        assertEquals(new TableFailure("order", "f1", Kind.CHANGE_REFUSED, "Do it. It failed: no"), failure);
    }

    @Test
    void runFailsByATableThatEveryWarehouseHasOrThatIsLeftOutAlready() {
        var users = failed("users");
        assertSame(users, LeftOut.NOTHING.without(users, desired("f1", SyncState.SYNCED)));
        var order = failed("order");
        assertSame(order, WAITING.without(order, desired("f1", SyncState.SYNCED)));
    }

    @Test
    void runFailsByTooManyTables() {
        var leftOut = LeftOut.NOTHING;
        for (int i = 0; i < 10; i++) {
            leftOut = leftOut.with(refused("table" + i));
        }
        var full = leftOut;
        assertThrows(TableFailed.class, () -> full.with(refused("one_more")));
    }

    private static TableFailed refused(String table) {
        return new TableFailed(new TableFailure(table, "f", Kind.CHANGE_REFUSED, "no"), null);
    }
}
