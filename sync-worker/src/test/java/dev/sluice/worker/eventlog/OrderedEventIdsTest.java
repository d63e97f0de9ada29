package dev.sluice.worker.eventlog;

import static dev.sluice.worker.eventlog.TestLog.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Event ids follow the time in message ids, from when on they may. */
class OrderedEventIdsTest {

    private static final String ENVIRONMENT = "main_production";
    private static final Instant NOW = Instant.now();

    @Test
    void eventIdsOfOneSecondStandTogetherAndBeforeThoseOfTheNext() {
        var eventIds = LongStream.range(0, 1_000)
                .mapToObj(second -> NOW.plusSeconds(2 * second))
                .flatMap(made -> Stream.of(messageId(made) + "a", messageId(made) + "b"))
                .map(messageId -> eventId(messageId, 0))
                .toList();
        assertTrue(eventIds.stream().allMatch(eventId -> eventId >= 0));
        var order = eventIds.stream().sorted().toList();
        // Once in 198 days they begin anew.
        int first = eventIds.indexOf(order.getFirst()) / 2;
        for (int at = 0; at < order.size(); at += 2) {
            int pair = (2 * first + at) % order.size();
            assertEquals(Set.copyOf(eventIds.subList(pair, pair + 2)), Set.copyOf(order.subList(at, at + 2)));
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
                            eventId(atUpgrade.id().text(), Long.MAX_VALUE),
                            MessageKey.of(atUpgrade.id(), 0, 0).hash()));
            test.migrate("V15__ordered_message_ids.sql");

            var later = message(ENVIRONMENT, messageId(NOW.plus(Duration.ofHours(25))));
            assertEquals(List.of(Receipt.REPEATED, Receipt.TAKEN), test.append(List.of(atUpgrade, later)));
            assertEquals(List.of(Receipt.REPEATED), test.append(List.of(later)));
            assertEquals(
                    List.of(eventId(later.id().text(), 0)),
                    test.events(ENVIRONMENT).stream().map(RawEvent::eventId).toList());
        }
    }

    /** Both orders, since either may be the one that is known. */
    @Test
    void messagesOfOneEventIdAreToldApartInOneBatch() throws IOException, SQLException {
        try (var postgres = EmbeddedPostgres.start()) {
            var test = new TestLog(postgres.getJdbcUrl("postgres", "postgres"));
            var one = message(ENVIRONMENT, "ajs-next-1795854747123-501424");
            var other = message(ENVIRONMENT, "ajs-next-1795854747123-1430039");
            assertEquals(eventId(one.id().text(), 0), eventId(other.id().text(), 0));

            assertEquals(List.of(Receipt.TAKEN), test.append(List.of(one)));
            assertEquals(List.of(Receipt.TAKEN, Receipt.REPEATED), test.append(List.of(other, one)));
            assertEquals(List.of(Receipt.REPEATED, Receipt.REPEATED), test.append(List.of(other, one)));
            assertEquals(List.of(Receipt.REPEATED, Receipt.REPEATED), test.append(List.of(one, other)));
            var eventIds =
                    test.events(ENVIRONMENT).stream().map(RawEvent::eventId).toList();
            assertEquals(2, eventIds.size());
            assertNotEquals(eventIds.getFirst(), eventIds.getLast());
        }
    }

    private static String messageId(Instant made) {
        return "ajs-next-%d-1f".formatted(made.toEpochMilli());
    }

    private static long eventId(String messageId, long orderedFrom) {
        return MessageKey.of(MessageId.of(ENVIRONMENT, messageId), 0, orderedFrom)
                .eventId();
    }
}
