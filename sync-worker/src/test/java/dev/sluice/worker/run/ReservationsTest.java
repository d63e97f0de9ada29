package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.warehouse.Meter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever comes right behind a run that has ended, or between two slices of a fill, waits for that moment. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class ReservationsTest {

    private final String environment = UUID.randomUUID().toString();

    @Inject
    Reservations reservations;

    @Inject
    RunStore store;

    private final List<Lease.Held> got = new CopyOnWriteArrayList<>();

    private record Holder(NewRun run, Lease.Held lease) {}

    /** A worker that writes to enough warehouses starts no run by itself, in the tests after this one too. */
    @AfterEach
    void release() {
        got.forEach(reservations::release);
    }

    private Holder begin(Kind kind) {
        var run = NewRun.of(kind, RunOrigin.REQUEST, environment, "local");
        var lease = reservations.ifFree(environment, "local", run.id()).orElseThrow();
        got.add(lease);
        store.begin(run);
        return new Holder(run, lease);
    }

    private void end(Holder holder) {
        store.end(holder.run().id(), new Outcome.UpToDate(1), Optional.empty(), new Meter().cost());
    }

    private CompletableFuture<Lease.Held> waitForIt() {
        return CompletableFuture.supplyAsync(() -> reservations.afterSlice(environment, "local", UUID.randomUUID()));
    }

    private void assertGets(CompletableFuture<Lease.Held> waiting, Holder before) {
        var lease = waiting.join();
        got.add(lease);
        assertEquals(before.lease().token() + 1, lease.token());
    }

    @Test
    void runThatGoesOnKeepsOthersOut() {
        begin(Kind.SYNC);
        assertFalse(reservations.isWorthWaiting(environment, "local"));
        var refused = assertThrows(
                Failure.Precondition.class, () -> reservations.afterSlice(environment, "local", UUID.randomUUID()));
        assertEquals(ErrorReason.ERROR_REASON_WAREHOUSE_BUSY, refused.reason());
    }

    /** Its record ends before its lease does. */
    @Test
    void runThatHasEndedIsWaitedFor() {
        var holder = begin(Kind.SYNC);
        end(holder);
        assertTrue(reservations.isWorthWaiting(environment, "local"));
        var waiting = waitForIt();
        reservations.release(holder.lease());
        assertGets(waiting, holder);
    }

    @Test
    void sliceOfAFillIsWaitedFor() {
        var holder = begin(Kind.FILL);
        assertTrue(reservations.isWorthWaiting(environment, "local"));
        var waiting = waitForIt();
        reservations.release(holder.lease());
        assertGets(waiting, holder);
    }

    /** As between the look at a lease and the look at who has it. */
    @Test
    void nobodyAtAllIsWaitedFor() {
        assertTrue(reservations.isWorthWaiting(environment, "nowhere yet"));
        var holder = begin(Kind.SYNC);
        end(holder);
        reservations.release(holder.lease());
        assertTrue(reservations.isWorthWaiting(environment, "local"));
        assertGets(waitForIt(), holder);
    }
}
