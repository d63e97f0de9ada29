package dev.sluice.worker.privacy;

import static dev.sluice.worker.privacy.PrivacyHarness.device;
import static dev.sluice.worker.privacy.PrivacyHarness.identity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.DeletionState;
import dev.sluice.sync.v1.PrivacyServiceGrpc.PrivacyServiceBlockingStub;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.LogReaders;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeLedger;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deletion goes through its steps in order, and goes on where it stopped, wherever that was. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class DeletionStepsTest {

    @GrpcClient("worker")
    CaptureServiceBlockingStub capture;

    @GrpcClient("worker")
    PrivacyServiceBlockingStub privacy;

    @Inject
    EventLog log;

    @Inject
    LogReaders readers;

    @Inject
    Deletions deletions;

    @Inject
    DeletionAccounts accounts;

    @Inject
    WarehouseDeletions warehouseDeletions;

    @Inject
    DataSource dataSource;

    FakeEnvironments environments;
    FakeIdentity identity;
    FakeLedger ledger;
    FakeWarehouses warehouses;

    private PrivacyHarness harness;
    private String environment;

    @BeforeEach
    void captureTwoUsers() {
        harness = new PrivacyHarness(capture, privacy, log, deletions);
        environment = harness.environment;
        environments.know(harness.writeKey, environment);
        warehouses.know(environment, "one", "two");
        ledger.know(environment, 1, device("phone"), 9);
        ledger.know(environment, 9, identity("ann"), 9);
        ledger.know(environment, 2, device("other"), 2);
        harness.capture(device("phone"), "by phone");
        harness.capture(identity("ann"), "by ann");
        harness.capture(device("other"), "by other");
    }

    @AfterEach
    void heal() {
        ledger.forgetsNobody(false);
        ledger.losesAnswers(false);
        identity.away(false);
    }

    @Test
    void eventsGoThenTheUserAndWarehousesComeUp() {
        var deletion = harness.request(device("phone"));
        assertEquals(9, deletion.getUserId());
        assertEquals(DeletionState.DELETION_STATE_PENDING, deletion.getState());
        var forgotten = harness.await(deletion, Deletion::hasIdentityDoneAt);
        assertEquals(List.of("by other"), harness.logged());
        assertFalse(ledger.knows(environment, 1) || ledger.knows(environment, 9));
        assertTrue(ledger.knows(environment, 2));
        assertTrue(forgotten.hasEventLogDoneAt());
        assertFalse(forgotten.hasCompletedAt());
        assertEquals(
                List.of("one", "two"),
                forgotten.getWarehousesList().stream()
                        .map(each -> each.getWarehouse())
                        .toList());
    }

    @Test
    void runsAreHandedTheUserUntilEveryWarehouseIsDone() {
        var deletion = harness.request(identity("ann"));
        harness.await(deletion, Deletion::hasIdentityDoneAt);
        var pending = warehouseDeletions.pending(environment, "one");
        assertEquals(List.of(new DeletedUser(UUID.fromString(deletion.getId()), 3, Set.of(1L, 9L))), pending);
        assertEquals(pending, warehouseDeletions.pending(environment, "two"));

        warehouseDeletions.done("one", pending);
        warehouseDeletions.done("one", pending);
        assertEquals(List.of(), warehouseDeletions.pending(environment, "one"));
        assertEquals(pending, warehouseDeletions.pending(environment, "two"));
        assertEquals(DeletionState.DELETION_STATE_PENDING, harness.get(deletion).getState());

        warehouseDeletions.done("two", pending);
        var done = harness.get(deletion);
        assertEquals(DeletionState.DELETION_STATE_DONE, done.getState());
        assertTrue(done.hasCompletedAt() && done.getWarehousesList().stream().allMatch(each -> each.hasDoneAt()));
        assertEquals(List.of(), accounts.of(UUID.fromString(deletion.getId())));
        assertEquals(List.of(), warehouseDeletions.pending(environment, "two"));
    }

    @Test
    void warehousesThatEndAtOnceCompleteIt() throws Exception {
        var names = new String[] {"a", "b", "c", "d", "e", "f"};
        warehouses.know(environment, names);
        var deletion = harness.request(identity("ann"));
        harness.await(deletion, Deletion::hasIdentityDoneAt);
        try (var runs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var name : names) {
                runs.submit(() -> warehouseDeletions.done(name, warehouseDeletions.pending(environment, name)));
            }
        }
        assertEquals(DeletionState.DELETION_STATE_DONE, harness.get(deletion).getState());
    }

    @Test
    void callsThatWereAcknowledgedBeforeAreAppliedFirst() throws Exception {
        identity.away(true);
        harness.identify("queued", "ann");
        assertThrows(StatusRuntimeException.class, () -> harness.request(identity("ann")));
        identity.away(false);
        harness.request(identity("ann"));
        assertEquals(0, count("identity_outbox"));
        assertEquals(1, identity.calls("queued").size());
    }

    @Test
    void refusedCallsThatNameTheUserGo() throws Exception {
        harness.refused(device("phone"));
        harness.refused(identity("ann"));
        harness.refused(device("other"));
        assertEquals(3, count("refused_call"));
        harness.request(device("phone"));
        assertEquals(1, count("refused_call"));
    }

    private long count(String table) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("select count(*) from " + table + " where environment = ?")) {
            statement.setString(1, environment);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void whoHasNoWarehouseIsDoneWhenForgotten() {
        warehouses.know(environment);
        harness.await(harness.request(identity("ann")), Deletion::hasCompletedAt);
    }

    @Test
    void whatCameAfterTheRequestIsOfANewUser() {
        var deletion = requestWhileNobodyIsForgotten();
        harness.capture(identity("ann"), "after the request");
        ledger.forgetsNobody(false);
        harness.await(deletion, Deletion::hasIdentityDoneAt);
        assertEquals(List.of("by other", "after the request"), harness.logged());
        // Its event may have landed while the old user was known: the new one must be, too.
        assertTrue(ledger.knows(environment, identity("ann")));
        assertFalse(ledger.knows(environment, 9));
        assertFalse(ledger.knows(environment, 1));
    }

    @Test
    void whileIdentityServiceIsAwayTheUserWaits() {
        var deletion = requestWhileNobodyIsForgotten();
        var waiting = harness.await(deletion, Deletion::hasEventLogDoneAt);
        deletions.advance();
        assertFalse(harness.get(waiting).hasIdentityDoneAt());
        ledger.forgetsNobody(false);
        harness.await(deletion, Deletion::hasIdentityDoneAt);
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgain() {
        var deletion = requestWhileNobodyIsForgotten();
        harness.await(deletion, Deletion::hasEventLogDoneAt);
        ledger.losesAnswers(true);
        ledger.forgetsNobody(false);
        // A sweep that began before may still be at it, and then this one passes it over.
        while (ledger.knows(environment, 9)) {
            deletions.advance();
        }
        assertFalse(harness.get(deletion).hasIdentityDoneAt());
        ledger.losesAnswers(false);
        harness.await(deletion, Deletion::hasIdentityDoneAt);
    }

    @Test
    void aUserWhoGrewIsDeletedWithAllTheyAreByNow() {
        var deletion = requestWhileNobodyIsForgotten();
        harness.await(deletion, Deletion::hasEventLogDoneAt);
        ledger.know(environment, 2, device("other"), 9);
        ledger.forgetsNobody(false);
        harness.await(deletion, Deletion::hasIdentityDoneAt);
        assertEquals(List.of(), harness.logged());
        assertEquals(
                Set.of(1L, 2L, 9L),
                warehouseDeletions.pending(environment, "one").getFirst().userIds());
        assertEquals(Set.of(1L, 2L, 9L), ledger.forgotten().getLast());
    }

    @Test
    void theUserIsForgottenOnlyWhenNobodyReadsTheirEventsAnyMore() throws Exception {
        var reading = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> readers.reading(environment, () -> {
                reading.countDown();
                return await(end);
            }));
            assertTrue(reading.await(10, TimeUnit.SECONDS));
            var deletion = harness.request(identity("ann"));
            while (!harness.logged().equals(List.of("by other"))) {
                deletions.advance();
            }
            deletions.advance();
            assertFalse(harness.get(deletion).hasEventLogDoneAt());
            assertTrue(ledger.knows(environment, 9));
            end.countDown();
            harness.await(deletion, Deletion::hasIdentityDoneAt);
        }
    }

    @Test
    void aWarehouseThatWasMadeMeanwhileIsClearedToo() {
        var deletion = requestWhileNobodyIsForgotten();
        warehouses.know(environment, "one", "three", "two");
        ledger.forgetsNobody(false);
        var forgotten = harness.await(deletion, Deletion::hasIdentityDoneAt);
        assertEquals(
                List.of("one", "three", "two"),
                forgotten.getWarehousesList().stream()
                        .map(each -> each.getWarehouse())
                        .toList());
    }

    @Test
    void oneWorkerAtATimeSeesToADeletion() throws Exception {
        var deletion = requestWhileNobodyIsForgotten();
        harness.await(deletion, Deletion::hasEventLogDoneAt);
        try (var other = dataSource.getConnection();
                var claim =
                        other.prepareStatement("select pg_advisory_xact_lock(hashtextextended('deletion ' || ?, 0))")) {
            other.setAutoCommit(false);
            claim.setString(1, deletion.getId());
            claim.execute();
            ledger.forgetsNobody(false);
            deletions.advance();
            assertTrue(ledger.knows(environment, 9));
            other.rollback();
        }
        harness.await(deletion, Deletion::hasIdentityDoneAt);
    }

    @Test
    void aUserWhoseEventsHaveLandedNowhereIsFoundInTheLog() {
        harness.capture(device("new"), "by new");
        var deletion = harness.request(device("new"));
        harness.await(deletion, Deletion::hasIdentityDoneAt);
        assertEquals(List.of("by phone", "by ann", "by other"), harness.logged());
    }

    /** Stops before the user is forgotten. */
    private Deletion requestWhileNobodyIsForgotten() {
        ledger.forgetsNobody(true);
        return harness.request(identity("ann"));
    }

    private static boolean await(CountDownLatch end) {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
