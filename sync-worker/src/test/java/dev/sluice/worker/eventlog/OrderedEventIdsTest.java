package dev.sluice.worker.eventlog;

import static dev.sluice.worker.eventlog.TestLog.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Event ids follow the time in message ids, from when on they may. */
class OrderedEventIdsTest {

    private static final String ENVIRONMENT = "main_production";
    private static final Instant NOW = Instant.now();

    @Test
    void eventIdsOfOneSecondStandTogetherAndBeforeThoseOfTheNext() {
        var eventIds = LongStream.range(0, 1_000)
                .map(second -> eventId(messageId(NOW.plusSeconds(2 * second)), 0))
                .toArray();
        var order = LongStream.of(eventIds).sorted().toArray();
        assertTrue(LongStream.of(eventIds).allMatch(eventId -> eventId >= 0));
        // Once in 198 days they begin anew.
        int first = LongStream.of(eventIds).boxed().toList().indexOf(order[0]);
        for (int at = 0; at < order.length; at++) {
            assertEquals(order[at], eventIds[(first + at) % order.length]);
        }
    }

    @Test
    void messageThatTheVersionBeforeTookIsKnown() throws IOException, SQLException {
        try (var postgres = EmbeddedPostgres.start()) {
            var test = new TestLog(postgres.getJdbcUrl("postgres", "postgres"));
            var atUpgrade = message(ENVIRONMENT, messageId(NOW));
            test.execute("drop table event_id_order; drop function take_messages");
            test.execute("insert into captured_message values ('%s', %d, '%s')"
                    .formatted(
                            ENVIRONMENT,
                            eventId(atUpgrade.messageId(), Long.MAX_VALUE),
                            MessageKey.of(atUpgrade, 0, 0).hash()));
            test.migrate("V15__ordered_message_ids.sql");

            var later = message(ENVIRONMENT, messageId(NOW.plus(Duration.ofHours(25))));
            assertEquals(List.of(Receipt.REPEATED, Receipt.TAKEN), test.append(List.of(atUpgrade, later)));
            assertEquals(List.of(Receipt.REPEATED), test.append(List.of(later)));
            assertEquals(
                    List.of(eventId(later.messageId(), 0)),
                    test.events(ENVIRONMENT).stream().map(RawEvent::eventId).toList());
        }
    }

    private static String messageId(Instant made) {
        return "ajs-next-%d-1f".formatted(made.toEpochMilli());
    }

    private static long eventId(String messageId, long orderedFrom) {
        return MessageKey.of(message(ENVIRONMENT, messageId), 0, orderedFrom).eventId();
    }
}
