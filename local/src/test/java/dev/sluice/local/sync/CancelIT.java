package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.sync.v1.CancelRunRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that somebody cancels leaves its warehouse as it was, whichever worker does it. */
final class CancelIT {

    private static final int CANCELLED = 6;

    private final HeldWarehouse held = new HeldWarehouse();

    @Test
    void runStopsBeforeItCommits() throws SQLException {
        String id;
        try (var lock = held.holdBack()) {
            id = held.start(held.client()).getId();
            assertEquals(RunState.RUN_STATE_RUNNING, cancel(id).getState());
            lock.rollback();
        }
        assertEquals(RunState.RUN_STATE_CANCELLED, held.awaitEnd(id).getState());
        assertEquals(List.of("1"), held.shown());
        var refusal = assertThrows(StatusRuntimeException.class, () -> cancel(id));
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, GrpcStatuses.reason(refusal));

        assertEquals(
                RunState.RUN_STATE_SUCCEEDED,
                held.awaitEnd(held.start(held.client()).getId()).getState());
        assertEquals(List.of("1", "2"), held.shown());
    }

    @Test
    void jobOfAnotherProcessStopsToo() throws SQLException, IOException, InterruptedException {
        Process job;
        try (var lock = held.holdBack()) {
            job = Job.start(held.warehouse().access());
            cancel(held.awaitRunning().getId());
            lock.rollback();
        }
        assertEquals(CANCELLED, job.waitFor());
        assertEquals(List.of("1"), held.shown());
    }

    @Test
    void runThatIsNotThereIsSaidSo() {
        var refusal = assertThrows(StatusRuntimeException.class, () -> cancel("00000000-0000-0000-0000-000000000000"));
        assertEquals(ErrorReason.ERROR_REASON_RUN_NOT_FOUND, GrpcStatuses.reason(refusal));
    }

    private Run cancel(String id) {
        return held.client()
                .sync()
                .cancelRun(CancelRunRequest.newBuilder().setRunId(id).build())
                .getRun();
    }
}
