package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.harness.Replica;
import dev.sluice.sync.v1.CancelRunRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Runs that wait for an answer which does not come, and runs whose worker is to stop meanwhile. */
final class InterruptedRunIT {

    /** What a job that is told to stop exits with, as docs/running.md says. */
    private static final int STOPPED = 143;

    private final HeldWarehouse held = new HeldWarehouse();

    private static void assertInterrupted(String why, Run ended) {
        assertEquals(RunState.RUN_STATE_FAILED, ended.getState(), ended::toString);
        assertEquals(
                ErrorReason.ERROR_REASON_RUN_INTERRUPTED, ended.getFailure().getReason());
        assertTrue(ended.getFailure().getMessage().contains(why), ended::toString);
    }

    private void assertRunsAgain() throws SQLException {
        var again = held.awaitEnd(held.start(held.client()).getId());
        assertEquals(RunState.RUN_STATE_SUCCEEDED, again.getState(), again::toString);
        assertEquals(List.of("1", "2"), held.shown());
    }

    /** At once: nobody else has the warehouse. */
    private void assertNextRunGoesOn(Connection lock) throws SQLException {
        var next = held.start(held.client());
        assertEquals(RunState.RUN_STATE_RUNNING, next.getState());
        lock.rollback();
        assertEquals(RunState.RUN_STATE_SUCCEEDED, held.awaitEnd(next.getId()).getState());
        assertEquals(List.of("1", "2"), held.shown());
    }

    private static CompletableFuture<Void> stop(Replica worker) {
        return CompletableFuture.runAsync(() -> {
            try {
                worker.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void runThatHangsIsGivenUpAndOneThatIsCancelledMeanwhileIsCutShort() throws SQLException {
        var worker = Replica.with(List.of("-Dsluice.run.hangs-after=3s", "-Dsluice.run.renew-every=500ms"));
        try (var lock = held.holdBack()) {
            assertInterrupted(
                    "nothing was heard of this run",
                    held.awaitEnd(held.start(worker.client()).getId()));
            var id = held.start(worker.client()).getId();
            worker.client()
                    .sync()
                    .cancelRun(CancelRunRequest.newBuilder().setRunId(id).build());
            assertEquals(RunState.RUN_STATE_CANCELLED, held.awaitEnd(id).getState());
            lock.rollback();
        }
        assertEquals(List.of("1"), held.shown());
        assertRunsAgain();
    }

    @Test
    void workerThatStopsHandsItsRunOver() throws SQLException, InterruptedException {
        var worker = Replica.with(List.of("-Dsluice.run.stop-within=1s"));
        try (var lock = held.holdBack()) {
            var id = held.start(worker.client()).getId();
            worker.stop();
            assertInterrupted("the worker of this run was stopped", held.awaitEnd(id));
            assertNextRunGoesOn(lock);
        }
    }

    @Test
    void jobThatStopsHandsItsRunOver() throws SQLException, IOException, InterruptedException {
        try (var lock = held.holdBack()) {
            var job = Job.start(held.warehouse().access(), "-Dsluice.run.stop-within=1s");
            var id = held.awaitRunning().getId();
            job.destroy();
            assertInterrupted("the worker of this run was stopped", held.awaitEnd(id));
            assertEquals(STOPPED, job.waitFor());
            assertNextRunGoesOn(lock);
        }
    }

    @Test
    void workerThatStopsLetsARunEnd() throws SQLException, InterruptedException {
        var worker = Replica.with(List.of());
        String id;
        CompletableFuture<Void> stopped;
        try (var lock = held.holdBack()) {
            id = held.start(worker.client()).getId();
            stopped = stop(worker);
            awaitRefusal(worker);
            lock.rollback();
        }
        assertEquals(RunState.RUN_STATE_SUCCEEDED, held.awaitEnd(id).getState());
        stopped.join();
        assertEquals(List.of("1", "2"), held.shown());
    }

    /** As soon as it is about to stop. */
    private void awaitRefusal(Replica worker) throws InterruptedException {
        var code = Status.Code.OK;
        while (code != Status.Code.UNAVAILABLE) {
            Thread.sleep(20);
            code = assertThrows(StatusRuntimeException.class, () -> held.start(worker.client()))
                    .getStatus()
                    .getCode();
        }
    }
}
