package dev.sluice.local.privacy;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.AddUserProperties;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Context;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Page;
import dev.sluice.capture.v1.Pageview;
import dev.sluice.capture.v1.Track;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Plan;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import dev.sluice.values.v1.PropertyValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An environment with two warehouses of the same events, one of which can be toggled off. */
final class Shop {

    static final String SECOND = "second";
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final SluiceClient client = Stack.get().client();
    final EnvironmentAccess access = Stack.get().newEnvironment();
    final Path secondFile = access.warehouseFile().resolveSibling(access.environment() + "_second.duckdb");
    private final EventDefinition stopped;
    private int minute;

    Shop() {
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(SECOND)
                        .setDuckdb(DuckDbTarget.newBuilder().setPath(secondFile.toString()))
                        .build());
        var definitions = new Definitions(client, access);
        stopped = definitions.define("Stopped", Matchers.pageviews());
        var events = List.of(stopped, definitions.define("Ordered", Matchers.custom("Order")));
        definitions.toggleOn(events);
        var second = new EnvironmentAccess(access.environment(), access.writeKey(), SECOND, secondFile);
        new Definitions(client, second).toggleOn(events);
    }

    /** From now on the table of the event Stopped stays as it is. */
    void freeze() {
        client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(SelectionChange.newBuilder()
                                .addWarehouses(access.warehouse())
                                .addWarehouses(SECOND)
                                .addEventDefinitionIds(stopped.getId())
                                .setSynced(false))
                        .build());
    }

    void view(String device, String path) {
        capture(call().setAnonymousId(device)
                .setContext(Context.newBuilder().setPage(Page.newBuilder().setUrl("https://shop.example" + path)))
                .setPageview(Pageview.getDefaultInstance()));
    }

    void order(String identity, String note) {
        capture(call().setIdentity(identity)
                .setTrack(Track.newBuilder().setEvent("Order").putProperties("note", text(note))));
    }

    void identify(String device, String identity) {
        capture(call().setAnonymousId(device).setIdentity(identity).setIdentify(Identify.getDefaultInstance()));
    }

    void addProperty(String identity, String key, String value) {
        capture(call().setIdentity(identity)
                .setAddUserProperties(AddUserProperties.newBuilder().putProperties(key, text(value))));
    }

    private CapturedCall.Builder call() {
        return CapturedCall.newBuilder()
                .setTime(Timestamp.newBuilder()
                        .setSeconds(START.plusSeconds(60L * minute++).getEpochSecond()));
    }

    private static PropertyValue text(String text) {
        return PropertyValue.newBuilder().setText(text).build();
    }

    private void capture(CapturedCall.Builder call) {
        var answer = client.capture()
                .capture(CaptureRequest.newBuilder()
                        .setWriteKey(access.writeKey())
                        .addCalls(call)
                        .build());
        if (answer.getRefusedCount() > 0) {
            throw new AssertionError("refused: " + answer);
        }
    }

    void syncBoth() {
        sync(access.warehouse());
        sync(SECOND);
    }

    void sync(String warehouse) {
        var run = client.sync().startRun(run(warehouse).build()).getRun();
        var watch = client.sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(run.getId()).build());
        while (watch.hasNext()) {
            run = watch.next().getRun();
        }
        if (run.getState() != RunState.RUN_STATE_SUCCEEDED) {
            throw new AssertionError("the run did not succeed: " + run);
        }
    }

    /** A run in a process of its own, which is killed unless it ends before; returns when its lease has ended too. */
    void syncAndKill(String warehouse, Duration life, Path folder) throws IOException, InterruptedException {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), List.of("-Dsluice.run.lease=" + LEASE, "-Dsluice.run.renew-every=PT0.3S"));
        line.addAll(List.of("--environment", access.environment(), "--warehouse", warehouse));
        var run = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        if (!run.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
            run.destroyForcibly().waitFor();
        }
        Thread.sleep(LEASE.plusMillis(200));
    }

    boolean hasFailedRun(String warehouse) {
        var runs = client.sync()
                .listRuns(ListRunsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setWarehouse(warehouse)
                        .build());
        return runs.getRunsList().stream().anyMatch(run -> run.getState() == RunState.RUN_STATE_FAILED);
    }

    Plan plan(String warehouse) {
        return client.sync()
                .startRun(run(warehouse).setValidateOnly(true).build())
                .getPlan();
    }

    private StartRunRequest.Builder run(String warehouse) {
        return StartRunRequest.newBuilder().setEnvironment(access.environment()).setWarehouse(warehouse);
    }
}
