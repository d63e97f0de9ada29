package dev.sluice.local.sync;

import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A warehouse that shows one order, and lacks a second; its runs can be held back at a statement. */
final class HeldWarehouse {

    private final Shop shop = new Shop();
    private final PostgresWarehouse warehouse = PostgresWarehouse.addTo(shop.access, shop.client, "elsewhere");

    HeldWarehouse() {
        var definitions = new Definitions(shop.client, warehouse.access());
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        shop.order(1);
        new Runs(shop.client, warehouse.access()).sync(Silent.output());
        shop.order(1);
    }

    SluiceClient client() {
        return shop.client;
    }

    PostgresWarehouse warehouse() {
        return warehouse;
    }

    /** The numbers of the orders that readers see. */
    List<String> shown() throws SQLException {
        return warehouse.column("SELECT number FROM \"order\" ORDER BY number");
    }

    /** A run reads its cursors first. */
    Connection holdBack() throws SQLException {
        var connection = warehouse.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "LOCK TABLE %s_raw.cursors".formatted(warehouse.access().environment()));
        }
        return connection;
    }

    /** @param worker which does the run */
    Run start(SluiceClient worker) {
        return worker.sync()
                .startRun(StartRunRequest.newBuilder()
                        .setEnvironment(warehouse.access().environment())
                        .setWarehouse(warehouse.access().warehouse())
                        .build())
                .getRun();
    }

    Run awaitEnd(String id) {
        shop.client
                .sync()
                .watchRun(WatchRunRequest.newBuilder().setRunId(id).build())
                .forEachRemaining(_ -> {});
        return shop.client
                .sync()
                .getRun(GetRunRequest.newBuilder().setRunId(id).build())
                .getRun();
    }

    Run awaitRunning() throws InterruptedException {
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
