package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.Stopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong is told with what to do about it, and without what is in rows. */
class SnowflakeFailuresTest {

    private static final Layout LAYOUT = Layout.of("shop_test");

    private final StandInAccount account = StandInAccount.start();

    @AfterEach
    void takeAway() {
        account.close();
    }

    private Warehouse open() {
        return SnowflakeWarehouse.open(account.login(), LAYOUT);
    }

    private void assertNotOpened(SnowflakeLogin login, String remedy) {
        var refusal = assertThrows(WarehouseFailure.Unusable.class, () -> SnowflakeWarehouse.open(login, LAYOUT));
        assertTrue(refusal.getMessage().contains(remedy), refusal::getMessage);
    }

    private SnowflakeLogin as(String user, String role, String warehouse, String database) {
        var target = account.target();
        return new SnowflakeLogin(
                new Target.Snowflake(target.account(), user, role, warehouse, database, "key", target.host()),
                account.login().key(),
                1);
    }

    private static String user() {
        return StandInAccount.USER;
    }

    @Test
    void wrongKeyIsToldWithTheStatementThatSetsTheRightOne() {
        var other = StandInAccount.newKeys().getPrivate();
        assertNotOpened(new SnowflakeLogin(account.target(), other, 1), "RSA_PUBLIC_KEY");
        assertNotOpened(
                as("NOBODY", StandInAccount.ROLE, StandInAccount.WAREHOUSE, StandInAccount.DATABASE), "RSA_PUBLIC_KEY");
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertNotOpened(as(user(), "NOROLE", StandInAccount.WAREHOUSE, StandInAccount.DATABASE), "the role");
        assertNotOpened(as(user(), StandInAccount.ROLE, "NOWAREHOUSE", StandInAccount.DATABASE), "NOWAREHOUSE");
        assertNotOpened(as(user(), StandInAccount.ROLE, StandInAccount.WAREHOUSE, "NODATABASE"), "NODATABASE");
    }

    @Test
    void quotaThatIsUsedUpIsSaidSo() {
        account.server().exceedQuota(StandInAccount.WAREHOUSE);
        var failure = assertThrows(WarehouseFailure.Unusable.class, this::open);
        assertTrue(failure.getMessage().contains("quota"), failure::getMessage);
    }

    @Test
    void missingPrivilegeIsNamed() {
        account.server().revoke("CREATE SCHEMA", "DATABASE", StandInAccount.DATABASE, StandInAccount.ROLE);
        var failure = assertThrows(WarehouseFailure.class, this::open);
        assertTrue(failure.getMessage().contains("Insufficient privileges"), failure::getMessage);
        assertTrue(failure.getMessage().contains("grant"), failure::getMessage);
    }

    @Test
    void tableThatSomebodyDroppedIsNamed() {
        try (var warehouse = open()) {
            var failure = assertThrows(
                    WarehouseFailure.Statement.class,
                    () -> warehouse.execute("DELETE FROM " + warehouse.table("gone")));
            assertTrue(failure.getMessage().contains("SHOP_TEST"), failure::getMessage);
            assertTrue(failure.getMessage().contains("dropped"), failure::getMessage);
        }
    }

    @Test
    void valuesOfRowsAreNotTold() {
        try (var warehouse = open()) {
            var failure = assertThrows(
                    WarehouseFailure.Statement.class,
                    () -> warehouse.query("SELECT 'ann@example.com'::NUMBER(38, 0)", _ -> {}));
            assertFalse(failure.getMessage().contains("ann"), failure::getMessage);
        }
    }

    @Test
    void runThatWasOvertakenIsBusyAndLeavesNothing() {
        try (var slow = SnowflakeWarehouse.openForPlanning(account.login(), LAYOUT)) {
            // A plan's schemas outlive the cleaning of a run, so it can be asked to go on as a run would.
            try (var fast = open()) {
                fast.commit();
            }
            assertThrows(WarehouseFailure.Busy.class, slow::beginRows);
        }
    }

    @Test
    void sessionOutlivesItsTokens() {
        try (var warehouse = open()) {
            account.server().expireTokens();
            assertEquals(0, warehouse.count("matches"));
        }
    }

    @Test
    void answerThatIsLostChangesNothing() {
        try (var warehouse = open()) {
            account.server().dropConnectionAfter("COPY INTO");
            loadMany(warehouse);
            assertEquals(1_000, warehouse.count("matches"));
        }
    }

    @Test
    void statementIsCancelledFromBesideAndNoOtherIsSent() throws InterruptedException {
        var meter = new Meter();
        try (var warehouse = SnowflakeWarehouse.open(account.login(), LAYOUT, meter)) {
            loadMany(warehouse);
            var gate = account.server().hold("AS d");
            var endless = CompletableFuture.runAsync(() -> warehouse.query(
                    "SELECT COUNT(*) FROM matches AS a, matches AS b, matches AS c, matches AS d"
                            + " WHERE MOD(a.event_id + b.event_id + c.event_id + d.event_id, 7) = 3",
                    _ -> {}));
            gate.awaitReached(Duration.ofSeconds(30));
            gate.open();
            Stopped.assertStopped(meter, endless);
            assertEquals(
                    Optional.of("000604"),
                    account.server().log().statements().getLast().error());
            assertThrows(WarehouseFailure.Stopped.class, () -> warehouse.count("matches"));
        }
        open().close();
    }

    private static void loadMany(Warehouse warehouse) {
        try (var load = warehouse.load("matches")) {
            for (long i = 0; i < 1_000; i++) {
                load.add(List.of(7L, i));
            }
        }
    }

    @Test
    void commitWithoutAnAnswerDropsNoGeneration() {
        account.server().endSessionAfter("^COMMIT$");
        var cursors = new ArrayList<Long>();
        try (var warehouse = open()) {
            warehouse.insert(
                    warehouse.raw("cursors"), List.of("log_position", "feed_position"), List.of(List.of(5L, 6L)));
            assertThrows(WarehouseFailure.class, warehouse::commit);
        }
        try (var warehouse = open()) {
            cursors.add(warehouse.cursors().logPosition());
        }
        assertEquals(List.of(5L), cursors);
    }

    @Test
    void workSideBySideReadsTheRunsStagingTables() {
        try (var warehouse = open()) {
            loadMany(warehouse);
            warehouse.commit();
            var counts = new ConcurrentLinkedQueue<Long>();
            Consumer<Warehouse> counting = session -> counts.add(session.count("matches"));
            warehouse.sideBySide(List.of(counting, counting, counting));
            assertEquals(List.of(1_000L, 1_000L, 1_000L), List.copyOf(counts));
        }
    }

    @Test
    void serverThatIsNotThereIsSaidSo() {
        var target = account.target();
        var nowhere = new Target.Snowflake(
                target.account(),
                target.user(),
                target.role(),
                target.virtualWarehouse(),
                target.database(),
                "key",
                Optional.of("127.0.0.1:1"));
        assertInstanceOf(
                WarehouseFailure.Unusable.class,
                assertThrows(
                        WarehouseFailure.class,
                        () -> SnowflakeWarehouse.open(
                                new SnowflakeLogin(nowhere, account.login().key(), 1), LAYOUT)));
    }
}
