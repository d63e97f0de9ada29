package dev.sluice.local.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.ListChangesRequest;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.local.CommandRun;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.schedule.Schedules;
import dev.sluice.local.sync.Runs;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.RunState;
import dev.sluice.values.v1.PropertyValue;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** What services do on a day: every door of capture, definitions, runs of each engine that native images have, a job. */
final class Day {

    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final RecordedStack stack;
    private final EnvironmentAccess duckDb;
    private final EnvironmentAccess postgres;
    private final SluiceClient client;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Day(RecordedStack stack) {
        this.stack = stack;
        duckDb = stack.running().state().access();
        postgres = new EnvironmentAccess(duckDb.environment(), duckDb.writeKey(), "postgres", duckDb.warehouseFile());
        client = new SluiceClient(stack.running().state().addresses());
    }

    void live() throws IOException, InterruptedException {
        try (client;
                http) {
            look();
            capture();
            define();
            runs();
            refusals();
        }
    }

    private void look() throws IOException, InterruptedException {
        for (var service : Service.values()) {
            var address = stack.running().state().addresses().get(service);
            for (var path : List.of("/q/metrics", "/q/health/ready", "/q/health/started")) {
                assertEquals(200, get(address.managementUrl(path)), path);
            }
        }
        assertEquals(200, get(stack.capture("/sluice.js")));
        assertEquals(200, get(stack.capture("/v1/projects/" + duckDb.writeKey() + "/settings")));
    }

    private void capture() throws IOException, InterruptedException {
        var key = duckDb.writeKey();
        post("/v1/batch", """
                {"writeKey": "%s", "batch": [
                  {"type": "track", "event": "Order", "anonymousId": "1", "properties": {"coupon": "c", "paid": 1.5}},
                  {"type": "page", "anonymousId": "1", "context": {"page": {"url": "https://shop.example/?utm_source=s"}}},
                  {"type": "identify", "anonymousId": "1", "userId": "ann", "traits": {"plan": "free"}},
                  {"type": "track", "anonymousId": "1"}]}""".formatted(key));
        post("/api/track", """
                {"app_id": "%s", "identity": "ann", "event": "Order", "properties": {"coupon": "d"}}""".formatted(key));
        post("/api/add_user_properties", """
                {"app_id": "%s", "identity": "ann", "properties": {"city": "Ulm"}}""".formatted(key));
        post("/v1/capture", """
                {"writeKey": "%s", "calls": [{"anonymousId": "2", "pageview": {}}]}""".formatted(key));
        var order = Track.newBuilder()
                .setEvent("Order")
                .putProperties("coupon", PropertyValue.newBuilder().setText("e").build());
        client.capture()
                .capture(CaptureRequest.newBuilder()
                        .setWriteKey(key)
                        .addCalls(CapturedCall.newBuilder().setAnonymousId("2").setTrack(order))
                        .build());
    }

    private void define() {
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(postgres.environment())
                        .setName(postgres.warehouse())
                        .setPostgres(PostgresTarget.newBuilder()
                                .setJdbcUrl(stack.databaseUrl())
                                .setUser("postgres"))
                        .build());
        var definitions = new Definitions(client, duckDb);
        var events = List.of(
                definitions.define("Order", Matchers.custom("Order")),
                definitions.define("Bought", Matchers.clicks(".buy")),
                definitions.define("Viewed", Matchers.pageviews()));
        definitions.toggleOn(events);
        new Definitions(client, postgres).toggleOn(events);
        assertEquals(
                0,
                CommandRun.of("segment", "--dir=" + stack.dir(), "Free", "--property", "plan=free", "--sync")
                        .exitCode());
        assertTrue(client.audit()
                        .listChanges(ListChangesRequest.getDefaultInstance())
                        .getChangesCount()
                > 0);
        new Schedules(client, duckDb)
                .set(SetScheduleRequest.newBuilder()
                        .setCron(CronTicks.newBuilder().setExpression("0 0 1 1 *")));
    }

    private void runs() throws IOException, InterruptedException {
        var silent = Silent.output();
        for (var warehouse : List.of(duckDb, postgres)) {
            var runs = new Runs(client, warehouse);
            runs.plan();
            runs.sync(silent)
                    .forEach(ended -> assertEquals(
                            RunState.RUN_STATE_SUCCEEDED, ended.getRun().getState(), ended::toString));
            var verified = runs.verify(true, silent);
            assertEquals(RunState.RUN_STATE_SUCCEEDED, verified.getRun().getState(), verified::toString);
        }
        for (var warehouse : List.of(duckDb, postgres)) {
            assertEquals(0, stack.job("--environment", warehouse.environment(), "--warehouse", warehouse.warehouse()));
        }
    }

    /** A refusal's details are looked at by name. */
    private void refusals() {
        for (Executable refused : List.<Executable>of(
                () -> client.warehouses().createWarehouse(CreateWarehouseRequest.getDefaultInstance()),
                () -> client.feed().getFeedHead(GetFeedHeadRequest.getDefaultInstance()),
                () -> client.sync().getRun(GetRunRequest.getDefaultInstance()),
                () -> client.capture().capture(CaptureRequest.getDefaultInstance()))) {
            assertTrue(GrpcStatuses.isOfSluice(assertThrows(StatusRuntimeException.class, refused)));
        }
    }

    private int get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stack.capture(path))
                .header("Content-Type", "application/json")
                .header("User-Agent", AGENT)
                .POST(BodyPublishers.ofString(body));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertTrue(answer.statusCode() < 300, () -> path + " answered " + answer.statusCode() + ": " + answer.body());
    }
}
