package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.sync.v1.ListRunsRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What persistent clients were told is kept, held against the warehouse. */
final class Acknowledged {

    private static final String EVENT = "Bought";

    private Acknowledged() {}

    /** An order, with whose it is. */
    record Order(String identity, String batch) {}

    static EventDefinition define(SluiceClient client, EnvironmentAccess access) {
        var definitions = new Definitions(client, access);
        var event = definitions.define(EVENT, Matchers.custom("Order"));
        definitions.toggleOn(List.of(event));
        return event;
    }

    /** Whoever was stopped last may still be coming up, and find connections that are gone. */
    static void awaitServices(SluiceClient client, EnvironmentAccess access, Duration recovery) {
        var end = Instant.now().plus(recovery);
        while (true) {
            try {
                new Definitions(client, access).find(EVENT);
                client.feed()
                        .getFeedHead(GetFeedHeadRequest.newBuilder()
                                .setEnvironment(access.environment())
                                .build());
                client.sync().listRuns(ListRunsRequest.getDefaultInstance());
                return;
            } catch (StatusRuntimeException e) {
                if (!GrpcStatuses.isAway(e) || Instant.now().isAfter(end)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    /** Every order by its mark. */
    static Map<String, Order> inWarehouse(EnvironmentAccess access) {
        try (var warehouse = PublishedFile.open(access.warehouseFile(), access.environment())) {
            return warehouse.query("SELECT mark, identity, batch FROM bought LEFT JOIN users USING (user_id)", rows -> {
                var orders = new HashMap<String, Order>();
                while (rows.next()) {
                    var earlier = orders.put(rows.getString(1), new Order(rows.getString(2), rows.getString(3)));
                    assertEquals(null, earlier, "an order stands twice: " + rows.getString(1));
                }
                return orders;
            });
        }
    }

    /** @return how many it was about, for a person */
    static String assertAllThere(List<PersistentClient> clients, Map<String, Order> orders) {
        int acknowledged = 0;
        for (var client : clients) {
            assertTrue(client.wrongAnswers().isEmpty(), client.wrongAnswers()::toString);
            for (var batch : client.acknowledged()) {
                acknowledged++;
                for (int order = 0; order < PersistentClient.ORDERS; order++) {
                    assertEquals(new Order("person-" + batch, batch), orders.get(batch + "-" + order), "of " + batch);
                }
            }
        }
        assertTrue(orders.size() >= acknowledged * PersistentClient.ORDERS);
        return "%d batches acknowledged, %d orders in the warehouse, told %d times to come again"
                .formatted(
                        acknowledged,
                        orders.size(),
                        clients.stream().mapToInt(PersistentClient::unavailable).sum());
    }
}
