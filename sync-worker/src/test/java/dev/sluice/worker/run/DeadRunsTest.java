package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.run.RunRecord.State;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs whose worker gave no more sign of life are found, ended and fenced off; those that live are left alone. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class DeadRunsTest {

    private final String environment = UUID.randomUUID().toString();

    @Inject
    DeadRuns dead;

    @Inject
    RunStore store;

    @Inject
    Lease leases;

    @Inject
    DataSource database;

    /** @param warehouse as the lease has it */
    private NewRun begin(Kind kind, String warehouse) {
        var run = NewRun.of(kind, RunOrigin.SCHEDULE, environment, "local");
        leases.acquire(environment, warehouse, run.id()).orElseThrow();
        store.begin(run);
        return run;
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, environment);
            assertTrue(statement.executeUpdate() > 0);
        }
    }

    /** As when workers have given no sign of life. */
    private void expire() throws SQLException {
        update("UPDATE warehouse_lease SET expires_at = now() WHERE environment = ?");
    }

    private State state(NewRun run) {
        return store.find(run.id().toString()).state;
    }

    private void sweepTwice() {
        dead.sweep();
        dead.sweep();
    }

    @Test
    void runThatLivesIsLeftAlone() {
        var sync = begin(Kind.SYNC, "local");
        var fill = begin(Kind.FILL, "local:fill");
        sweepTwice();
        assertEquals(State.RUNNING, state(sync));
        assertEquals(State.RUNNING, state(fill));
    }

    @Test
    void runThatIsDeadEndsAndItsWarehouseIsFree() throws SQLException {
        var sync = begin(Kind.SYNC, "local");
        var fill = begin(Kind.FILL, "local:fill");
        expire();
        sweepTwice();
        assertEquals(State.FAILED, state(sync));
        assertEquals("the worker of this run died", store.find(sync.id().toString()).failureMessage);
        assertEquals(State.FAILED, state(fill));
        assertTrue(leases.acquire(environment, "local", UUID.randomUUID()).isPresent());
    }

    @Test
    void runThatComesBackAfterItWasTakenForDeadCommitsNothing() throws SQLException {
        var run = NewRun.of(Kind.SYNC, RunOrigin.SCHEDULE, environment, "local");
        var stalled = leases.acquire(environment, "local", run.id()).orElseThrow();
        store.begin(run);
        expire();
        sweepTwice();
        assertThrows(Failure.Precondition.class, () -> leases.confirm(stalled));
    }

    /** After an outage of PostgreSQL all leases have expired, and are renewed within seconds. */
    @Test
    void runThatRenewsItsLeaseBeforeTheSecondLookLives() throws SQLException {
        var run = begin(Kind.SYNC, "local");
        expire();
        dead.sweep();
        update("UPDATE warehouse_lease SET expires_at = now() + interval '1 min' WHERE environment = ?");
        dead.sweep();
        expire();
        dead.sweep();
        assertEquals(State.RUNNING, state(run));
    }

    @Test
    void runThatWaitsForTooLongIsDead() throws SQLException {
        var queued = NewRun.of(Kind.SYNC, RunOrigin.REQUEST, environment, "local");
        store.queue(queued);
        sweepTwice();
        assertEquals(State.QUEUED, state(queued));
        update("UPDATE run SET started_at = now() - interval '11 min' WHERE environment = ?");
        sweepTwice();
        assertEquals(State.FAILED, state(queued));
    }
}
