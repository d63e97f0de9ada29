package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run reads after a long pause streams through it: its heap holds a fraction of that at once. */
final class CatchUpIT {

    private static final int EVENTS = 6_000;
    private static final int PROPERTIES = 28;
    private static final int PROPERTY_BYTES = 1_000;
    /** Less than what is read, 170 MB; a worker that has nothing to do needs about 60 MB. */
    private static final String HEAP = "-Xmx112m";

    private static final String REPEAT = """
            INSERT INTO event_log (environment, position, received_on, event_id, received_at, time, user_kind, user_key,
              device_key, type, name, properties)
            SELECT environment, position + n, received_on, event_id + n, received_at, time + n * interval '10 seconds',
              user_kind, user_key, device_key, type, name,
              (SELECT json_object_agg('p' || lpad(p::text, 2, '0'), lpad(n::text, %d, '.') ORDER BY p)
                FROM generate_series(1, %d) AS p)::text
            FROM event_log CROSS JOIN generate_series(1, %d) AS n
            WHERE environment = '%s'
            """;

    private final Shop shop = new Shop();

    @Test
    void pauseOfAWeekIsCaughtUpWithInASmallHeap() throws SQLException, IOException, InterruptedException {
        shop.definitions.toggleOn(List.of(shop.definitions.define("Order", Matchers.custom("Order"))));
        shop.order(1);
        shop.sync();
        captureForAWeek();
        assertEquals(0, Job.run(shop.access, HEAP));
        assertEquals(
                List.of(Integer.toString(EVENTS)),
                shop.column("SELECT count(DISTINCT p%d) FROM \"order\" WHERE length(p01) = %d"
                        .formatted(PROPERTIES, PROPERTY_BYTES)));
    }

    /** As capture leaves it in the log: what is read back is what counts here. */
    private void captureForAWeek() throws SQLException {
        try (var connection = DriverManager.getConnection(Stack.get().databaseUrl(), "postgres", "postgres");
                var statement = connection.createStatement()) {
            connection.setSchema("worker");
            assertEquals(
                    EVENTS,
                    statement.executeUpdate(
                            REPEAT.formatted(PROPERTY_BYTES, PROPERTIES, EVENTS, shop.access.environment())));
            statement.executeUpdate("UPDATE event_log_head SET position = position + %d WHERE environment = '%s'"
                    .formatted(EVENTS, shop.access.environment()));
        }
    }
}
