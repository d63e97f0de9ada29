package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs started by jobs and by clients, and warehouses that somebody else holds. */
final class RunIT {

    @TempDir
    private Path folder;

    private final SluiceClient client = Stack.get().client();
    private final EnvironmentAccess access = Stack.get().newEnvironment();

    @Test
    void oneShotModeDoesOneRunBesideTheServiceAndExits() throws IOException, InterruptedException {
        assertEquals(0, oneShot("--environment", access.environment(), "--warehouse", access.warehouse()));
        assertEquals(0, oneShot("--environment", access.environment(), "--warehouse", access.warehouse()));
        try (var warehouse = Stack.get().open(access)) {
            var pageviews = warehouse.query("SELECT count(*) FROM pageviews", rows -> {
                rows.next();
                return rows.getLong(1);
            });
            assertEquals(0L, pageviews);
        }
    }

    @Test
    void oneShotModeTellsWhatWentWrongByItsExitCode() throws IOException, InterruptedException, SQLException {
        assertEquals(2, oneShot("--environment", access.environment()));
        assertEquals(1, oneShot("--environment", access.environment(), "--warehouse", "nowhere"));
        sync();
        changeSomething();
        try (var _ = holdWorkingFile()) {
            assertEquals(3, oneShot("--environment", access.environment(), "--warehouse", access.warehouse()));
        }
    }

    @Test
    void jobWithoutItsDatabaseOrDefinitionsServiceSaysThatTheyDoNotAnswer() throws IOException, InterruptedException {
        var run = new String[] {"--environment", access.environment(), "--warehouse", access.warehouse()};
        var noDatabase = List.of(
                "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/sluice",
                "-Dquarkus.flyway.connect-retries=0");
        assertEquals(4, oneShot(noDatabase, run));
        assertEquals(4, oneShot(List.of("-Dquarkus.grpc.clients.definitions.port=1"), run));
        assertEquals(0, oneShot(run));
    }

    @Test
    void warehouseHeldByAnotherProcessFailsTheRunAndIsWrittenByTheNext() throws SQLException {
        assertEquals(RunState.RUN_STATE_SUCCEEDED, sync().getState());
        changeSomething();
        try (var _ = holdWorkingFile()) {
            var failed = sync();
            assertEquals(RunState.RUN_STATE_FAILED, failed.getState());
            assertEquals(
                    ErrorReason.ERROR_REASON_WAREHOUSE_BUSY, failed.getFailure().getReason());
            assertTrue(failed.getFailure().getMessage().contains("held by another process"));
        }
        assertEquals(RunState.RUN_STATE_SUCCEEDED, sync().getState());
    }

    /** So that a run has to open the warehouse. */
    private void changeSomething() {
        var definitions = new Definitions(client, access);
        definitions.toggleOn(List.of(definitions.define("Viewed", Matchers.pageviews())));
    }

    private Connection holdWorkingFile() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + access.warehouseFile() + ".working");
    }

    private Run sync() {
        var run = client.sync()
                .startRun(StartRunRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(access.warehouse())
                        .build())
                .getRun();
        var watch = client.sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(run.getId()).build());
        while (watch.hasNext()) {
            run = watch.next().getRun();
        }
        return run;
    }

    private int oneShot(String... arguments) throws IOException, InterruptedException {
        return oneShot(List.of(), arguments);
    }

    private int oneShot(List<String> settings, String... arguments) throws IOException, InterruptedException {
        return Job.run(folder.resolve("one-shot.log"), settings, arguments);
    }
}
