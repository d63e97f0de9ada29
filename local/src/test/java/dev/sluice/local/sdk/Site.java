package dev.sluice.local.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An environment of its own into which a scenario's SDK captures, and its warehouse. */
final class Site {

    private final SluiceClient client = Stack.get().client();
    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private final Definitions definitions = new Definitions(client, access);

    /** Plays a scenario, which is given this environment's write key and where its capture is. */
    JsonNode play(String scenario) {
        return play(scenario, Map.of());
    }

    JsonNode play(String scenario, Map<String, ?> more) {
        var given = new HashMap<String, Object>(more);
        given.put("writeKey", access.writeKey());
        given.put("worker", Stack.get().capture("").toString());
        given.put("grpc", "127.0.0.1:" + Stack.get().address(Service.WORKER).grpc());
        return NodeDriver.get().play(scenario, given);
    }

    /** Defines events, as people do when all has long been captured, and syncs their tables. */
    void define(Map<String, Matcher> matchers) {
        definitions.toggleOn(matchers.entrySet().stream()
                .map(each -> definitions.define(each.getKey(), each.getValue()))
                .toList());
        sync();
    }

    /** The rows of a query, the values of each parted by a bar. */
    List<String> rows(String sql) {
        try (var file = Stack.get().open(access)) {
            return file.query(sql, rows -> {
                var columns = rows.getMetaData().getColumnCount();
                var read = new ArrayList<String>();
                while (rows.next()) {
                    var values = new ArrayList<String>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(String.valueOf(rows.getString(column)));
                    }
                    read.add(String.join("|", values));
                }
                return read;
            });
        }
    }

    /** The schema of the environment's tables. */
    String schema() {
        return access.environment();
    }

    void sync() {
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
        assertEquals(RunState.RUN_STATE_SUCCEEDED, run.getState(), run::toString);
    }
}
