package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run reads after a long pause, day after day, streams through it: its heap holds a fraction of that at once. */
final class CatchUpIT {

    private static final int EVENTS = 6_000;
    private static final int DAYS = 7;
    private static final int PROPERTIES = 28;
    private static final int PROPERTY_BYTES = 1_000;
    /** Less than what is read, 170 MB; a worker that has nothing to do needs about 60 MB. */
    private static final String HEAP = "-Xmx112m";

    private static final String REPEAT = """
            INSERT INTO event_log (environment, position, received_on, event_id, received_at, time, user_kind, user_key,
              device_key, type, name, properties)
            SELECT environment, position + n, received_on - ago, event_id + n, received_at - ago * interval '1 day',
              time + n * interval '10 seconds', user_kind, user_key, device_key, type, name,
              (SELECT json_object_agg('p' || lpad(p::text, 2, '0'), lpad(n::text, %d, '.') ORDER BY p)
                FROM generate_series(1, %d) AS p)::text
            FROM event_log CROSS JOIN generate_series(1, %d) AS n CROSS JOIN LATERAL (SELECT (%d - n) * %d / %d AS ago) AS day
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
            makeDays(statement);
            var environment = shop.access.environment();
            var repeat = REPEAT.formatted(PROPERTY_BYTES, PROPERTIES, EVENTS, EVENTS, DAYS, EVENTS, environment);
            assertEquals(EVENTS, statement.executeUpdate(repeat));
            statement.executeUpdate("UPDATE event_log_head SET position = position + %d WHERE environment = '%s'"
                    .formatted(EVENTS, environment));
            assertEquals(DAYS, daysOf(statement));
        }
    }

    private static void makeDays(Statement statement) throws SQLException {
        var today = LocalDate.now(ZoneOffset.UTC);
        for (var day : today.minusDays(DAYS).datesUntil(today).toList()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS event_log_%s PARTITION OF event_log FOR VALUES FROM ('%s') TO ('%s')"
                            .formatted(day.toString().replace('-', '_'), day, day.plusDays(1)));
        }
    }

    private int daysOf(Statement statement) throws SQLException {
        try (var rows =
                statement.executeQuery("SELECT count(DISTINCT received_on) FROM event_log WHERE environment = '%s'"
                        .formatted(shop.access.environment()))) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
