package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.CommandRun;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.CancelRunRequest;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that somebody cancels leaves its warehouse as it was, whichever worker does it. */
final class CancelIT {

    private static final int CANCELLED = 6;
    private static final String NUMBERS = "SELECT number FROM \"order\" ORDER BY number";

    private final Shop shop = new Shop();
    private final PostgresWarehouse warehouse = PostgresWarehouse.addTo(shop.access, shop.client, "elsewhere");

    @BeforeEach
    void syncOneOrder() {
        var definitions = new Definitions(shop.client, warehouse.access());
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        shop.order(1);
        new Runs(shop.client, warehouse.access()).sync(Shop.silent());
        shop.order(1);
    }

    @Test
    void runStopsBeforeItCommits() throws SQLException {
        String id;
        try (var held = holdBack()) {
            id = start();
            assertEquals(RunState.RUN_STATE_RUNNING, cancel(id).getState());
            held.rollback();
        }
        assertEquals(RunState.RUN_STATE_CANCELLED, awaitEnd(id).getState());
        assertEquals(List.of("1"), warehouse.column(NUMBERS));
        var refusal = assertThrows(StatusRuntimeException.class, () -> cancel(id));
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, GrpcStatuses.reason(refusal));

        assertEquals(RunState.RUN_STATE_SUCCEEDED, awaitEnd(start()).getState());
        assertEquals(List.of("1", "2"), warehouse.column(NUMBERS));
    }

    @Test
    void jobOfAnotherProcessStopsToo() throws SQLException, IOException, InterruptedException {
        Process job;
        try (var held = holdBack()) {
            job = Job.start(warehouse.access());
            var cancel = CommandRun.of(
                    "cancel", awaitRunning().getId(), "--dir", Stack.get().dir());
            assertEquals(ExitCode.DONE, cancel.exitCode(), cancel::err);
            held.rollback();
        }
        assertEquals(CANCELLED, job.waitFor());
        assertEquals(List.of("1"), warehouse.column(NUMBERS));
    }

    @Test
    void runThatIsNotThereIsSaidSo() {
        var refusal = assertThrows(StatusRuntimeException.class, () -> cancel("00000000-0000-0000-0000-000000000000"));
        assertEquals(ErrorReason.ERROR_REASON_RUN_NOT_FOUND, GrpcStatuses.reason(refusal));
    }

    /** A run reads its cursors first. */
    private Connection holdBack() throws SQLException {
        var connection = warehouse.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "LOCK TABLE %s_raw.cursors".formatted(warehouse.access().environment()));
        }
        return connection;
    }

    private String start() {
        return shop.client
                .sync()
                .startRun(StartRunRequest.newBuilder()
                        .setEnvironment(warehouse.access().environment())
                        .setWarehouse(warehouse.access().warehouse())
                        .build())
                .getRun()
                .getId();
    }

    private Run cancel(String id) {
        return shop.client
                .sync()
                .cancelRun(CancelRunRequest.newBuilder().setRunId(id).build())
                .getRun();
    }

    private Run awaitEnd(String id) {
        shop.client
                .sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(id).build())
                .forEachRemaining(_ -> {});
        return shop.client
                .sync()
                .getRun(GetRunRequest.newBuilder().setRunId(id).build())
                .getRun();
    }

    private Run awaitRunning() throws InterruptedException {
        var request = ListRunsRequest.newBuilder()
                .setEnvironment(warehouse.access().environment())
                .setWarehouse(warehouse.access().warehouse())
                .build();
        while (true) {
            var newest = shop.client.sync().listRuns(request).getRuns(0);
            if (newest.getState() == RunState.RUN_STATE_RUNNING) {
                return newest;
            }
            Thread.sleep(100);
        }
    }
}
