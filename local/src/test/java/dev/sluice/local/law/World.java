package dev.sluice.local.law;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.sync.v1.Plan;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An environment of its own in the running services, with the definitions that the laws look at. */
final class World {

    private final SluiceClient client = Stack.get().client();
    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private final Definitions definitions = new Definitions(client, access);
    private final List<EventDefinition> synced = new ArrayList<>();

    World() {
        var viewed = definitions.define("Viewed", Matchers.pageviews());
        var clicked = definitions.define("Clicked", Matchers.clicks("*"));
        var ordered = definitions.define("Ordered", Matchers.custom("Order"));
        synced.add(ordered);
        synced.add(definitions.define("Everything", Matchers.combo(viewed, clicked, ordered)));
        synced.add(definitions.define("Bought", Matchers.clicks("body > .buy")));
        synced.add(definitions.define("From mail", from("mail")));
        definitions.toggleOn(synced);
    }

    private static Matcher from(String source) {
        return Matchers.where(Matchers.pageviews(), "utm_source", Operator.OPERATOR_EQUALS, source);
    }

    /** From now on "From mail" means those of the ads: its table has to follow. */
    void redefine() {
        definitions.define("From mail", from("ads"));
    }

    void capture(List<Call> calls) {
        var request = CaptureRequest.newBuilder().setWriteKey(access.writeKey());
        calls.forEach(call -> request.addCalls(CapturedCalls.of(call)));
        var answer = client.capture().capture(request.build());
        if (answer.getRefusedCount() > 0) {
            throw new AssertionError("refused: " + answer);
        }
    }

    Run sync() {
        return sync(access.warehouse());
    }

    Run sync(String warehouse) {
        var started = client.sync().startRun(request(warehouse).build()).getRun();
        var run = started;
        var watch = client.sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(started.getId()).build());
        while (watch.hasNext()) {
            run = watch.next().getRun();
        }
        if (run.getState() != RunState.RUN_STATE_SUCCEEDED) {
            throw new AssertionError("the run did not succeed: " + run);
        }
        return run;
    }

    /** What a job says to the worker for a run over this warehouse. */
    List<String> oneShotArguments() {
        return List.of("--environment", access.environment(), "--warehouse", access.warehouse());
    }

    Plan plan() {
        return client.sync()
                .startRun(request(access.warehouse()).setValidateOnly(true).build())
                .getPlan();
    }

    private StartRunRequest.Builder request(String warehouse) {
        return StartRunRequest.newBuilder().setEnvironment(access.environment()).setWarehouse(warehouse);
    }

    /** A second warehouse of the same selections, built from nothing in one run. */
    PublishedFile fresh() {
        var file = access.warehouseFile().resolveSibling(access.environment() + "_fresh.duckdb");
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName("fresh")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath(file.toString()))
                        .build());
        var fresh = new EnvironmentAccess(access.environment(), access.writeKey(), "fresh", file);
        new Definitions(client, fresh).toggleOn(synced);
        sync("fresh");
        return PublishedFile.open(file, access.environment());
    }

    PublishedFile open() {
        return Stack.get().open(access);
    }

    /** What the oracles call users, by user id: identities by their names, devices by their numbers. */
    Map<String, String> userNames() {
        var request = ResolveUsersRequest.newBuilder()
                .setEnvironment(access.environment())
                .setValidateOnly(true);
        Histories.IDENTITY_NAMES.forEach(name -> request.addUsers(SeenUser.newBuilder()
                .setUser(UserKey.newBuilder().setIdentity(name))
                .setFirstSeen(Timestamp.newBuilder().setSeconds(CapturedCalls.START.getEpochSecond()))));
        var ids = client.identity().resolveUsers(request.build()).getUserIdsList();
        var names = new HashMap<String, String>();
        Histories.DEVICE_NUMBERS.forEach(device -> names.put(device.toString(), device.toString()));
        for (int i = 0; i < ids.size(); i++) {
            names.put(ids.get(i).toString(), Histories.IDENTITY_NAMES.get(i));
        }
        return names;
    }

    String schema() {
        return access.environment();
    }
}
