package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
    void jobThatIsToldToLogsAnObjectALine() throws IOException, InterruptedException {
        var json = new ObjectMapper().reader().forType(JsonNode.class);
        var settings = List.of("--sun-misc-unsafe-memory-access=allow", "-Dquarkus.log.console.json.enabled=true");
        assertEquals(0, oneShot(settings, "--environment", access.environment(), "--warehouse", access.warehouse()));
        var ends = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(log())) {
            JsonNode object = json.readValue(line);
            for (var field : List.of("timestamp", "level", "loggerName", "message")) {
                assertTrue(object.hasNonNull(field), line);
            }
            if (object.get("mdc").has("outcome")) {
                ends.add(object.get("mdc"));
            }
        }
        assertEquals(1, ends.size());
        assertEquals(access.environment(), ends.getFirst().get("environment").textValue());
        assertEquals(access.warehouse(), ends.getFirst().get("warehouse").textValue());
        assertEquals("Applied", ends.getFirst().get("outcome").textValue());
        UUID.fromString(ends.getFirst().get("run").textValue());
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

    /** @param settings as the Java command takes them */
    private int oneShot(List<String> settings, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), settings);
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start()
                .waitFor();
    }

    private Path log() {
        return folder.resolve("one-shot.log");
    }
}
