package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.WatchRunRequest;
import dev.sluice.sync.v1.WatchRunResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A warehouse that is added later is filled from the event log, in slices, while the others go on. */
final class AddedWarehouseIT {

    private static final int HISTORY = 400;
    private static final int SLICE = 10;
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final String[] SETTINGS = {
        "-Dsluice.run.land-at-once=" + SLICE, "-Dsluice.run.lease=" + LEASE, "-Dsluice.run.renew-every=PT0.3S"
    };

    private static final String ORDERS = "SELECT number FROM \"order\" ORDER BY number";

    private final Shop shop = new Shop();
    private PostgresWarehouse added;

    @BeforeEach
    void addOneBesideAnotherWithAHistory() {
        var order = shop.definitions.define("Order", Matchers.custom("Order"));
        shop.order(HISTORY);
        shop.definitions.toggleOn(List.of(order));
        shop.sync();
        added = PostgresWarehouse.addTo(shop.access, shop.client, "added");
        new Definitions(shop.client, added.access()).toggleOn(List.of(order));
    }

    @Test
    void runThatDiesIsGoneOnWithWhileOthersGoOn() throws SQLException, IOException, InterruptedException {
        var dying = Job.start(added.access(), SETTINGS);
        var seen = awaitProgress();
        assertEquals(HISTORY, seen.getTotal());
        long landed = stopBetweenSlices(dying);
        assertTrue(SLICE <= landed && landed < HISTORY, () -> landed + " have landed");
        assertEquals(List.of(), tables());
        Thread.sleep(LEASE.plusMillis(200));
        assertEquals(0, Job.run(added.access(), SETTINGS));
        var run = latest().orElseThrow();
        assertEquals(RunState.RUN_STATE_SUCCEEDED, run.getState());
        assertEquals(HISTORY + 1 - landed, run.getLandedEvents());
        assertEquals(shop.column(ORDERS), added.column(ORDERS));
        assertEquals(HISTORY + 1, added.column(ORDERS).size());
    }

    /** Meanwhile an order reaches the other warehouse. @return how many events have landed */
    private long stopBetweenSlices(Process dying) throws SQLException, InterruptedException {
        try (var connection = added.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var cursors = added.access().environment() + "_raw.cursors";
            statement.execute("LOCK TABLE " + cursors);
            shop.order(1);
            shop.sync();
            assertEquals(HISTORY + 1, shop.column(ORDERS).size());
            assertTrue(dying.isAlive());
            dying.destroyForcibly().waitFor();
            try (var position = statement.executeQuery("SELECT log_position FROM " + cursors)) {
                position.next();
                return position.getLong(1);
            }
        }
    }

    private List<String> tables() throws SQLException {
        return added.column("SELECT table_name FROM information_schema.tables WHERE table_schema = '%s'"
                .formatted(added.access().environment()));
    }

    /** When the first slice has landed. */
    private WatchRunResponse awaitProgress() throws InterruptedException {
        while (latest().isEmpty()) {
            Thread.sleep(100);
        }
        var request = WatchRunRequest.newBuilder()
                .setRunId(latest().orElseThrow().getId())
                .build();
        var news = shop.client.sync().watchRun(request);
        var seen = news.next();
        while (seen.getDone() <= SLICE) {
            seen = news.next();
        }
        return seen;
    }

    private Optional<Run> latest() {
        var request = ListRunsRequest.newBuilder()
                .setEnvironment(added.access().environment())
                .setWarehouse(added.access().warehouse())
                .build();
        return shop.client.sync().listRuns(request).getRunsList().stream().findFirst();
    }
}
