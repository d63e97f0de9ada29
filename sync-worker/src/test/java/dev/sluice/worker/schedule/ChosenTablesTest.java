package dev.sluice.worker.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.run.RunScope;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Some tables have ticks between those of all: each tick has a run over its tables, and a run over all is one for both. */
@QuarkusTest
@Tag("service")
class ChosenTablesTest extends ScheduleExample {

    private static final String ALL = "all";
    private static final String CHOSEN = "7,11";

    @BeforeEach
    void someEveryThreeMinutes() {
        schedules.know(everyTenMinutes().setMoreOften(moreOften(3, 0, 7L, 11L)).build());
    }

    /** @param first a minute at which they tick */
    private static MoreOften moreOften(int minutes, int first, Long... events) {
        return MoreOften.newBuilder()
                .setInterval(interval(minutes).setAnchor(Timestamps.of(minute(first))))
                .addAllEventDefinitionIds(List.of(events))
                .build();
    }

    private static IntervalTicks.Builder interval(int minutes) {
        return IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(minutes));
    }

    /** Ticks for all tables come at minutes 240 and 480. */
    private Schedule everyFourHours(MoreOften moreOften) {
        return everyTenMinutes()
                .setInterval(interval(240))
                .setMoreOften(moreOften)
                .build();
    }

    private List<String> scopes() {
        return query("""
                SELECT coalesce(array_to_string(only_events, ','), 'all') FROM run
                WHERE environment = '$env' ORDER BY started_at
                """);
    }

    private void assertDone(DoneTicks expected) {
        assertEquals(expected, scheduled().done());
    }

    private static DoneTicks none() {
        return new DoneTicks(Optional.empty(), Optional.empty());
    }

    @Test
    void ticksOfBothHaveRunsOverTheirTables() throws InterruptedException {
        look(2);
        assertEquals(List.of(), scopes());
        look(3);
        assertEquals(List.of(CHOSEN), scopes());
        assertDone(none().throughChosen(minute(3)));
        succeeded(3);
        look(5);
        assertEquals(1, scopes().size());
        look(6);
        succeeded(6);
        look(10);
        assertEquals(List.of(CHOSEN, CHOSEN, ALL), scopes());
        assertDone(none().throughAll(minute(10)));
        succeeded(10);
        look(11);
        assertEquals(3, scopes().size(), "the run over all was that of minute 9, too");
        look(12);
        assertEquals(List.of(CHOSEN, CHOSEN, ALL, CHOSEN), scopes());
        assertDone(none().throughAll(minute(10)).throughChosen(minute(12)));
    }

    @Test
    void ticksAtOnceHaveOneRunOverAllTables() throws InterruptedException {
        look(29);
        succeeded(29);
        look(30);
        look(31);
        succeeded(31);
        look(32);
        assertEquals(List.of(ALL, ALL), scopes());
        look(33);
        assertEquals(List.of(ALL, ALL, CHOSEN), scopes());
    }

    @Test
    void missedTicksHaveOneRunTogether() throws InterruptedException {
        look(8);
        succeeded(8);
        look(8);
        assertEquals(List.of(CHOSEN), scopes());
        look(59);
        succeeded(59);
        look(59);
        assertEquals(List.of(CHOSEN, ALL), scopes());
    }

    @Test
    void scheduleThatCountsAnewForgetsTicksOfBoth() {
        schedules.know(everyTenMinutes()
                .setMoreOften(moreOften(3, 0, 7L))
                .setSince(Timestamps.of(minute(30)))
                .build());
        look(32);
        assertEquals(List.of(), scopes());
        look(33);
        assertEquals(List.of("7"), scopes());
    }

    /** Nobody but this test moves a row on and leaves the run as it was. */
    @Test
    void ticksThatSomebodyTookAreNotTakenAgain() {
        look(1);
        var due = scheduled().due(minute(3), new Retries(null, 0)).orElseThrow();
        update("UPDATE warehouse_schedule SET chosen_done_to = '%s' WHERE environment = '$env'".formatted(minute(3)));
        assertFalse(store.take(due, UUID.randomUUID()));
        look(4);
        assertEquals(List.of(), scopes());
    }

    @Test
    void runOverSomeTablesIsTriedAgainOverThese() throws InterruptedException {
        schedules.know(everyFourHours(moreOften(180, 0, 7L, 11L)));
        look(180);
        ended("FAILED", 181);
        schedules.know(everyFourHours(moreOften(180, 0, 8L)));
        scheduler.look(minute(181).plusSeconds(37));
        assertEquals(List.of("SCHEDULE", "RETRY"), runs());
        assertEquals(List.of(CHOSEN, CHOSEN), scopes());
        assertDone(none().throughChosen(minute(180)));
        ended("FAILED", 239);
        look(240);
        assertEquals(List.of(CHOSEN, CHOSEN, ALL), scopes(), "a tick comes before a retry");
    }

    @Test
    void runOverAllTablesThatFailedIsNotForgottenForOneOverSome() throws InterruptedException {
        schedules.know(everyFourHours(moreOften(240, 2, 7L)));
        look(240);
        ended("FAILED", 241);
        look(242);
        assertEquals(List.of("SCHEDULE", "SCHEDULE"), runs());
        assertEquals(List.of(ALL, ALL), scopes());
        assertEquals(1, scheduled().retries());
        succeeded(243);
        look(250);
        assertEquals(2, scopes().size());
    }

    @Test
    void runThatIsTriedNoMoreKeepsNoTableFromItsTicks() throws InterruptedException {
        schedules.know(everyFourHours(moreOften(240, 2, 7L)));
        look(240);
        ended("FAILED", 241);
        assertEquals(
                new RunScope(Set.of(7L)),
                scheduled().due(minute(242), new Retries(null, 0)).orElseThrow().scope());
    }

    @Test
    void runOverSomeTablesTakesNoCareOfOthers() throws InterruptedException {
        schedules.know(everyFourHours(moreOften(240, 2, 7L)));
        look(240);
        ended("FAILED", 240);
        update("""
                INSERT INTO run (id, environment, warehouse, kind, state, stage, message, started_at, ended_at, only_events)
                VALUES ('%s', '$env', 'local', 'SYNC', 'SUCCEEDED', 'DONE', '', now(), now(), '{7}')
                """.formatted(UUID.randomUUID()));
        look(241);
        assertEquals(List.of(ALL, "7", ALL), scopes());
    }

    @Test
    void itIsShownWhenTheFirstOfBothIsDue() throws InterruptedException {
        look(8);
        succeeded(8);
        look(8);
        assertEquals(minute(9).getEpochSecond(), shownDue());
        schedules.away(true);
        look(35);
        assertEquals(minute(9).getEpochSecond(), shownDue(), "it waits for the longest");
        schedules.away(false);
        look(35);
        succeeded(35);
        look(35);
        assertEquals(minute(36).getEpochSecond(), shownDue());
    }
}
