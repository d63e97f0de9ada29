package dev.sluice.worker.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.worker.outbox.QueuedCall;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import dev.sluice.worker.quarantine.RefusedCall;
import dev.sluice.worker.quarantine.RefusedCallTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static EmbeddedPostgres postgres;
    private static TestLog test;

    private final String environment = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        test = new TestLog(postgres.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void everyColumnComesBackAsItWasWritten() {
        var odd = "back\\slash\ttab\nline\r\u0001é𝄞 \\N \\. \"";
        var time = Instant.parse("1970-01-01T00:00:00.000001Z");
        var what = new Occurrence(
                time,
                new Actor(Actor.UserKind.IDENTITY, odd, "d", "ann", "s"),
                EventType.CLICK,
                odd,
                new Visit(
                        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
                        "18", "19"),
                new Page("p1", "p2", "p3", "p4", "p5"),
                new Target("t1", "t2", "t3", "t4", "t5", "t6"),
                "{\"a\":\"\\\\n\"}");
        var receivedAt = Instant.parse("2031-05-06T23:59:59.999999Z");

        test.append(List.of(NewMessage.event(environment, "m", receivedAt, what)));

        var event = test.events(environment).getFirst();
        assertEquals(
                new RawEvent(environment, 1, LocalDate.parse("2031-05-06"), event.eventId(), receivedAt, what), event);
        assertTrue(event.eventId() >= 0);
    }

    @Test
    void daysToComeHaveTheirPartitionsBeforeAnythingArrives() throws SQLException {
        var lateInTheDay = InstantSource.fixed(Instant.parse("2033-02-27T23:59:59Z"));
        new EventLogPartitions(test.dataSource(), lateInTheDay).prepareAhead();
        assertEquals(
                List.of("2033-02-27", "2033-02-28", "2033-03-01"),
                new EventLogDays(test.dataSource(), test.config())
                        .all().subSet(LocalDate.parse("2033-01-01"), LocalDate.parse("2034-01-01")).stream()
                                .map(LocalDate::toString)
                                .toList());
    }

    @Test
    void repeatedMessageChangesNothingWithinABatchAndAcrossBatches() {
        var first = test.append(List.of(message("a"), message("b"), message("a")));
        var second = test.append(List.of(message("b"), message("c")));
        assertEquals(List.of(Receipt.TAKEN, Receipt.TAKEN, Receipt.REPEATED), first);
        assertEquals(List.of(Receipt.REPEATED, Receipt.TAKEN), second);
        assertEquals(List.of("a", "b", "c"), names(test.events(environment)));
    }

    @Test
    void messageForIdentityServiceIsQueuedOnceAndTakesNoPosition() throws SQLException {
        var messages = List.of(NewMessage.identity(environment, "identify", Instant.now(), sighting()), message("a"));
        assertEquals(List.of(Receipt.TAKEN, Receipt.TAKEN), test.append(messages));
        assertEquals(List.of(Receipt.REPEATED, Receipt.REPEATED), test.append(messages));
        assertEquals(1, test.log.head(environment));
        assertEquals(1, test.count("identity_outbox where environment = '" + environment + "'"));
    }

    @Test
    void whatIsQueuedAndWhatIsRefusedComeAndGoWithTheCommit() throws SQLException {
        var queued = NewMessage.identity(environment, "i", Instant.now(), sighting());
        var refused = new RefusedCall(
                environment,
                Instant.now(),
                Door.SEGMENT,
                "",
                "{\"event\":\"\ud800\"}",
                Origin.UNTOLD,
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                "properties.\0",
                "wrong",
                List.of());
        try (var connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new RefusedCallTable(connection).insert(List.of(refused));
            TestLog.append(connection, List.of(queued, message("e")));
            connection.rollback();
        }
        assertEquals(0, test.count("identity_outbox where environment = '" + environment + "'"));
        test.log.append(new Intake(List.of(queued, message("e")), List.of(refused)));
        assertEquals(1, test.count("identity_outbox where environment = '" + environment + "'"));
        assertEquals(1, test.count("refused_call where environment = '" + environment + "'"));
    }

    private static QueuedCall sighting() {
        return new QueuedCall.Sighting(SeenUser.newBuilder()
                .setUser(UserKey.newBuilder().setAnonymousId("a1"))
                .build());
    }

    @Test
    void eventIdOfAnotherMessageIsNotTaken() throws SQLException {
        eventIdOfAnotherIsNotTaken(environment, UUID.randomUUID(), message("a"));
        eventIdOfAnotherIsNotTaken(environment, UUID.randomUUID(), message("ajs-next-1795854747123-1f"));
    }

    @Test
    void eventIdOfAnotherEnvironmentIsNotTakenThoughTheMessageIdBeTheSame() throws SQLException {
        eventIdOfAnotherIsNotTaken(
                UUID.randomUUID().toString(),
                MessageKey.of(message("a").id(), 0, 0).hash(),
                message("a"));
    }

    private void eventIdOfAnotherIsNotTaken(String owner, UUID hash, NewMessage message) throws SQLException {
        var key = MessageKey.of(message.id(), 0, 0);
        test.execute("insert into captured_message values ('%s', %d, '%s')".formatted(owner, key.eventId(), hash));
        assertEquals(List.of(Receipt.TAKEN), test.append(List.of(message)));
        assertEquals(List.of(Receipt.REPEATED), test.append(List.of(message)));
        assertNotEquals(key.eventId(), test.events(environment).getLast().eventId());
    }

    @Test
    void readerThatResumesMissesNothingUnderConcurrentWriters() throws Exception {
        var writing = new AtomicBoolean(true);
        var read = new ArrayList<RawEvent>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                while (writing.get()) {
                    read.addAll(test.events(environment, read.size()));
                }
            });
            var writers = IntStream.range(0, 6)
                    .mapToObj(writer -> threads.submit(() -> IntStream.range(0, 40)
                            .forEach(i -> test.append(shuffled(
                                    message("shared-" + i), message(writer + "-" + i), message("x" + i % 7))))))
                    .toList();
            for (var writer : writers) {
                writer.get(30, TimeUnit.SECONDS);
            }
            writing.set(false);
            reader.get(30, TimeUnit.SECONDS);
        }
        read.addAll(test.events(environment, read.size()));

        var names = names(read);
        assertEquals(40 + 6 * 40 + 7, names.size());
        assertEquals(names.size(), new HashSet<>(names).size());
        assertEquals(
                LongStream.rangeClosed(1, names.size()).boxed().toList(),
                read.stream().map(RawEvent::position).toList());
    }

    @Test
    void headWaitsForAWriterThatHoldsItsTransactionOpen() throws Exception {
        test.append(List.of(message("before")));
        var later = new CountDownLatch(1);
        try (var connection = test.dataSource().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            TestLog.append(connection, List.of(message("held")));
            var other = threads.submit(() -> {
                test.append(List.of(message("after")));
                later.countDown();
            });
            assertEquals(false, later.await(300, TimeUnit.MILLISECONDS));
            assertEquals(1, test.log.head(environment));
            assertEquals(List.of("before"), names(test.events(environment)));
            connection.commit();
            other.get(10, TimeUnit.SECONDS);
        }
        assertEquals(List.of("before", "held", "after"), names(test.events(environment)));
    }

    /** Its writer finds out when it copies the message id, and does all of it again. */
    @Test
    void messageThatAnotherWriterTakesAtTheSameMomentIsRepeated() throws Exception {
        try (var connection = test.dataSource().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            TestLog.append(connection, List.of(message("shared")));
            var other = threads.submit(() -> test.append(List.of(message("own"), message("shared"))));
            awaitWaitingWriter();
            connection.commit();
            assertEquals(List.of(Receipt.TAKEN, Receipt.REPEATED), other.get(10, TimeUnit.SECONDS));
        }
        assertEquals(List.of("shared", "own"), names(test.events(environment)));
    }

    private void awaitWaitingWriter() throws Exception {
        while (test.count("pg_locks where not granted") == 0) {
            Thread.sleep(10);
        }
    }

    @Test
    void rolledBackMessagesMayComeAgainAndLeaveNoGap() throws SQLException {
        try (var connection = test.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            TestLog.append(connection, List.of(message("a"), message("b")));
            connection.rollback();
        }
        assertEquals(List.of(Receipt.TAKEN), test.append(List.of(message("b"))));
        assertEquals(1, test.events(environment).getFirst().position());
    }

    @Test
    void manyMakeAPartitionAtOnceWhileTheLogIsRead() throws Exception {
        test.append(List.of(message("a")));
        try (var reader = test.dataSource().getConnection();
                var statement = reader.createStatement();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from event_log");
            var day = LocalDate.parse("2040-01-01");
            var makers = IntStream.range(0, 8)
                    .mapToObj(i ->
                            threads.submit(() -> new EventLogPartitions(test.dataSource(), Instant::now).prepare(day)))
                    .toList();
            for (var maker : makers) {
                maker.get(10, TimeUnit.SECONDS);
            }
        }
    }

    private NewMessage message(String messageId) {
        return TestLog.message(environment, messageId);
    }

    private static List<NewMessage> shuffled(NewMessage... messages) {
        var shuffled = new ArrayList<>(List.of(messages));
        Collections.shuffle(shuffled);
        return shuffled;
    }

    private static List<String> names(List<RawEvent> events) {
        return events.stream().map(event -> event.occurrence().name()).toList();
    }
}
