package dev.sluice.worker.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.eventlog.Actor.UserKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventLogErasureTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final LoggedUser DEVICE = new LoggedUser(UserKind.ANONYMOUS, "ann");
    private static final LoggedUser ANN = new LoggedUser(UserKind.IDENTITY, "ann");

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
    void eventsOfAUserGoUpToAPositionAndNoOthers() {
        capture("1", "ann", null);
        capture("2", "ann", "bob");
        capture("3", null, "ann");
        capture("4", "ben", null);
        capture("5", "ann", null);
        var stretches = erase(List.of(DEVICE), 0, 4);
        assertEquals(List.of("2", "3", "4", "5"), names());
        assertEquals(List.of(3L, 4L), stretches);
        erase(List.of(DEVICE, ANN), 0, 5);
        assertEquals(List.of("2", "4"), names());
    }

    @Test
    void anErasureGoesOnWhereItStopped() {
        for (int i = 1; i <= 5; i++) {
            capture(Integer.toString(i), "ann", null);
        }
        assertThrows(
                IllegalStateException.class,
                () -> test.erasure().erase(environment, List.of(DEVICE), 0, 5, _ -> {
                    throw new IllegalStateException("killed");
                }));
        assertEquals(List.of("4", "5"), names());
        erase(List.of(DEVICE), 3, 5);
        assertEquals(List.of(), names());
    }

    @Test
    void othersAreReadAndWrittenAsBefore() {
        capture("1", "ann", null);
        capture("2", "ben", null);
        erase(List.of(DEVICE), 0, 2);
        capture("3", "ben", null);
        assertEquals(3, test.log.head(environment));
        assertEquals(
                List.of(2L, 3L),
                test.events(environment).stream().map(RawEvent::position).toList());
    }

    @Test
    void aMessageThatComesAgainDoesNotBringItsEventBack() {
        capture("1", "ann", null);
        erase(List.of(DEVICE), 0, 1);
        capture("1", "ann", null);
        assertEquals(List.of(), names());
    }

    @Test
    void otherEnvironmentsAreNotTouched() {
        test.append(List.of(message(environment + "2", "1", "ann", null)));
        capture("1", "ann", null);
        erase(List.of(DEVICE), 0, 1);
        assertEquals(1, test.events(environment + "2").size());
    }

    @Test
    void usersWhoCameBackAreFoundWithTheirEarliestTime() {
        capture("4", "ann", null);
        capture("3", "ann", null);
        capture("2", "ann", null);
        capture("1", "ben", null);
        assertEquals(
                Map.of(DEVICE, START.plusSeconds(2)), test.erasure().firstSeen(environment, List.of(DEVICE, ANN), 1));
        assertEquals(Map.of(), test.erasure().firstSeen(environment, List.of(DEVICE), 3));
    }

    @Test
    void readersWhoBeganBeforeAreWaitedForAndOthersReadOn() throws Exception {
        var readers = test.readers();
        var began = new CountDownLatch(2);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> readers.reading(environment, () -> await(began, end)));
            var other = threads.submit(() -> readers.reading(environment, () -> await(began, end)));
            assertTrue(began.await(10, TimeUnit.SECONDS));
            assertFalse(readers.haveEnded(environment));
            assertTrue(readers.haveEnded(environment + "2"));
            assertEquals("read", readers.reading(environment, () -> "read"));
            end.countDown();
            assertTrue(one.get(10, TimeUnit.SECONDS));
            assertTrue(other.get(10, TimeUnit.SECONDS));
        }
        assertTrue(readers.haveEnded(environment));
    }

    @Test
    void readersWhoFailHaveEnded() {
        var readers = test.readers();
        assertThrows(
                IllegalStateException.class,
                () -> readers.reading(environment, () -> {
                    throw new IllegalStateException();
                }));
        assertTrue(readers.haveEnded(environment));
    }

    private static boolean await(CountDownLatch began, CountDownLatch end) {
        began.countDown();
        try {
            return end.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> erase(List<LoggedUser> users, long after, long until) {
        var stretches = new ArrayList<Long>();
        test.erasure().erase(environment, users, after, until, stretches::add);
        return stretches;
    }

    private void capture(String name, String anonymousId, String identity) {
        test.append(List.of(message(environment, name, anonymousId, identity)));
    }

    /** @param name its number of seconds is the event's time */
    private static NewMessage message(String environment, String name, String anonymousId, String identity) {
        var time = START.plusSeconds(Long.parseLong(name));
        var actor = Actor.of(anonymousId, identity, null);
        return NewMessage.event(environment, name, Instant.now(), TestLog.occurrence(time, name, actor));
    }

    private List<String> names() {
        return test.events(environment).stream()
                .map(event -> event.occurrence().name())
                .toList();
    }
}
