package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.ListChangesRequest;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.harness.Replica;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.sync.Runs;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.testing.RpcAccess;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that a worker with tokens is given, by those who may and those who may not, show up nowhere. */
final class PlantedSecretsIT {

    private static final String WRITE_KEY = planted("write-key");
    private static final String WRONG_KEY = planted("wrong-key");
    private static final String TOKEN = planted("token");
    private static final String WRONG_TOKEN = planted("wrong-token");
    private static final String OWN_TOKEN = planted("own-token");
    private static final String PASSWORD = planted("password");
    private static final String DATABASE_PASSWORD = planted("database-password");
    private static final String PRIVATE_KEY = planted("private-key");
    private static final List<String> SECRETS =
            List.of(WRITE_KEY, WRONG_KEY, TOKEN, WRONG_TOKEN, OWN_TOKEN, PASSWORD, DATABASE_PASSWORD, PRIVATE_KEY);

    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/planted";

    @TempDir
    Path secrets;

    /** By what it is, all that anybody is shown. */
    private final Map<String, String> shown = new TreeMap<>();

    @Test
    void plantedSecretsAreNotShown() throws IOException, InterruptedException {
        Files.writeString(secrets.resolve("password"), PASSWORD);
        Files.writeString(secrets.resolve("key"), "-----BEGIN PRIVATE KEY-----\n" + PRIVATE_KEY);
        var worker = Replica.with(settings(), TOKEN);
        var access = environment(worker.client());

        sync(worker.client(), access);
        failingRun(worker.client(), access);
        checks(worker.client(), access);
        strangers(worker);
        capture(worker);

        show("audit", worker.client().audit().listChanges(ListChangesRequest.getDefaultInstance()));
        for (var address : addresses(worker)) {
            shown.put("metrics of " + address.management(), Metrics.scrape(address));
        }
        worker.stop();
        shown.put("log of the replica", Files.readString(worker.log()));
        for (var service : Service.values()) {
            shown.put("log of " + service, Files.readString(Stack.get().log(service)));
        }
        for (var looked : List.of(
                "audit", "plan", "runs", "metrics of " + worker.address().management(), "log of the replica")) {
            assertTrue(shown.get(looked).contains(access.environment()), () -> looked + ": " + shown.get(looked));
        }
        assertTrue(shown.get("log of the replica").contains("Unsafe for production: code=NO_RETENTION"));
        assertEquals(List.of(), found());
    }

    private List<String> settings() {
        return List.of(
                "-Dsluice.access.tokens.planted.hash=" + RpcAccess.sha256(TOKEN),
                "-Dsluice.access.tokens.planted.role=operator",
                "-Dsluice.access.token=" + OWN_TOKEN,
                "-Dsluice.secrets.directory=" + secrets,
                // The server takes any.
                "-Dquarkus.datasource.password=" + DATABASE_PASSWORD,
                "-Dquarkus.log.category.\"dev.sluice\".level=DEBUG");
    }

    /** With a warehouse whose password is planted; the server takes any. */
    private static EnvironmentAccess environment(SluiceClient client) {
        var environment = client.environments()
                .createEnvironment(CreateEnvironmentRequest.newBuilder()
                        .setProject("planted" + UUID.randomUUID().toString().substring(0, 8))
                        .setStage("test")
                        .setWriteKey(WRITE_KEY)
                        .build())
                .getEnvironment()
                .getName();
        return warehouse(client, environment, "planted", Stack.get().databaseUrl());
    }

    private static EnvironmentAccess warehouse(SluiceClient client, String environment, String name, String url) {
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setPostgres(postgres(url))
                        .setRegisterUnchecked(true)
                        .build());
        return new EnvironmentAccess(environment, WRITE_KEY, name, Path.of("none"));
    }

    private void sync(SluiceClient client, EnvironmentAccess access) {
        var runs = new Runs(client, access);
        show("plan", runs.plan());
        for (var run : runs.sync(Silent.output())) {
            show("run", run);
            assertEquals("", run.getRun().getFailure().getMessage());
        }
        show("runs", client.sync().listRuns(ListRunsRequest.getDefaultInstance()));
    }

    private void failingRun(SluiceClient client, EnvironmentAccess access) {
        var nowhere = warehouse(client, access.environment(), "nowhere", NOWHERE);
        new Runs(client, nowhere).sync(Silent.output()).forEach(run -> show("run that fails", run));
        assertTrue(shown.get("run that fails").contains("RUN_STATE_FAILED"), shown.get("run that fails"));
    }

    /** One that passes, one of a server that is not there, and one whose key is none. */
    private void checks(SluiceClient client, EnvironmentAccess access) {
        var check = CheckWarehouseRequest.newBuilder().setEnvironment(access.environment());
        show("check", client.care().checkWarehouse(check.setWarehouse("planted").build()));
        var nowhere = postgres(NOWHERE);
        show(
                "check of nobody",
                client.care().checkWarehouse(check.setPostgres(nowhere).build()));
        var snowflake = SnowflakeTarget.newBuilder()
                .setAccount("myorg-planted")
                .setUser("sluice")
                .setRole("loader")
                .setVirtualWarehouse("loading")
                .setDatabase("shop")
                .setPrivateKeySecret("key");
        show(
                "check of a key",
                client.care().checkWarehouse(check.setSnowflake(snowflake).build()));
        assertTrue(shown.get("check of a key").contains("private key"), shown.get("check of a key"));
    }

    private void strangers(Replica worker) {
        var addresses = Map.of(Service.WORKER, worker.address());
        try (var stranger = new SluiceClient(addresses, WRONG_TOKEN);
                var nobody = new SluiceClient(addresses, "");
                var other = new SluiceClient(addresses, OWN_TOKEN)) {
            for (var each : List.of(stranger, nobody, other)) {
                var refusal = refused(() -> each.sync().listRuns(ListRunsRequest.getDefaultInstance()));
                assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode());
            }
        }
    }

    private void capture(Replica worker) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var key : List.of(WRITE_KEY, WRONG_KEY)) {
                for (var path :
                        List.of("/v1/track", "/v1/batch", "/v1/capture", "/api/track", "/v1/" + key, "/" + key)) {
                    post(
                            http,
                            worker,
                            path,
                            "{\"writeKey\": \"%1$s\", \"app_id\": \"%1$s\", \"type\": 7}".formatted(key));
                    post(http, worker, path, "{\"writeKey\": \"%s\"".formatted(key));
                }
                var settings = HttpRequest.newBuilder(worker.url("/v1/projects/" + key + "/nowhere"))
                        .build();
                shown.put(
                        "settings of " + key.substring(0, 14),
                        http.send(settings, BodyHandlers.ofString()).body());
            }
        }
    }

    private void post(HttpClient http, Replica worker, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(worker.url(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        shown.put("answer %d to %s".formatted(shown.size(), path.replaceAll("planted.*", "<key>")), answer.body());
    }

    private StatusRuntimeException refused(Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        shown.put("refusal " + shown.size(), refusal.getMessage() + StatusProto.fromThrowable(refusal));
        return refusal;
    }

    private void show(String what, Message answer) {
        shown.put(what, answer.toString());
    }

    private List<String> found() {
        var found = new ArrayList<String>();
        shown.forEach((what, text) ->
                SECRETS.stream().filter(text::contains).forEach(secret -> found.add(secret + " in " + what)));
        return found;
    }

    private static List<Address> addresses(Replica worker) {
        return List.of(
                worker.address(),
                Stack.get().address(Service.WORKER),
                Stack.get().address(Service.DEFINITIONS),
                Stack.get().address(Service.IDENTITY));
    }

    private static PostgresTarget postgres(String url) {
        return PostgresTarget.newBuilder()
                .setJdbcUrl(url)
                .setUser("postgres")
                .setPasswordSecret("password")
                .build();
    }

    private static String planted(String what) {
        return "planted-" + what + "-" + UUID.randomUUID();
    }
}
