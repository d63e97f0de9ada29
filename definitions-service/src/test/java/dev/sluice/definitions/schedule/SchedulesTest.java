package dev.sluice.definitions.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.GetScheduleRequest;
import dev.sluice.definitions.v1.GetScheduleResponse;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.ListSchedulesRequest;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.PauseScheduleRequest;
import dev.sluice.definitions.v1.RemoveScheduleRequest;
import dev.sluice.definitions.v1.ResumeScheduleRequest;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of schedules, and what is refused. */
@QuarkusTest
class SchedulesTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    private String environment;

    @BeforeEach
    void registerWarehouse() {
        environment = catalog.environment();
        catalog.warehouse(environment, "local");
    }

    private SetScheduleRequest.Builder request() {
        return SetScheduleRequest.newBuilder().setEnvironment(environment).setWarehouse("local");
    }

    private SetScheduleRequest.Builder every(Duration interval) {
        return request().setInterval(IntervalTicks.newBuilder().setEvery(interval));
    }

    private SetScheduleRequest.Builder cron(String expression, String zone) {
        return request()
                .setCron(CronTicks.newBuilder().setExpression(expression).setTimeZone(zone));
    }

    private Schedule set(SetScheduleRequest.Builder request) {
        return client.schedules().setSchedule(request.build()).getSchedule();
    }

    private GetScheduleResponse get() {
        return client.schedules()
                .getSchedule(GetScheduleRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse("local")
                        .build());
    }

    private Schedule pause() {
        return client.schedules()
                .pauseSchedule(PauseScheduleRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse("local")
                        .build())
                .getSchedule();
    }

    private Schedule resume() {
        return client.schedules()
                .resumeSchedule(ResumeScheduleRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse("local")
                        .build())
                .getSchedule();
    }

    private void remove() {
        client.schedules()
                .removeSchedule(RemoveScheduleRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse("local")
                        .build());
    }

    private List<Schedule> list(String of) {
        return client.schedules()
                .listSchedules(
                        ListSchedulesRequest.newBuilder().setEnvironment(of).build())
                .getSchedulesList();
    }

    private static void assertRefused(ErrorReason reason, String field, Refusal refusal) {
        assertEquals(reason, refusal.reason(), refusal::message);
        assertEquals(field, refusal.field(), refusal::message);
    }

    @Test
    void scheduleIsFoundAgainAndMovesNoRevision() {
        var set = set(every(Durations.fromMinutes(15)).setJitter(Durations.fromSeconds(30)));
        assertEquals(Durations.fromMinutes(15), set.getInterval().getEvery());
        assertEquals(Durations.fromSeconds(30), set.getJitter());
        assertFalse(set.getPaused());
        assertEquals(set, get().getSchedule());
        assertEquals(List.of(set), list(environment));
        assertTrue(list("").contains(set), "all environments are listed");
        assertEquals(2, catalog.revision(environment));
    }

    @Test
    void nextRunsAreThoseOfTheTimeZone() {
        set(cron("30 9 * * *", "Asia/Kathmandu"));
        var runs = get().getNextRunsList();
        assertEquals(5, runs.size());
        for (var run : runs) {
            // 5 h 45 min ahead, all year.
            assertEquals(225 * 60, Math.floorMod(run.getSeconds(), 86_400));
        }
        assertEquals("UTC", set(cron("30 9 * * *", "")).getCron().getTimeZone());
    }

    @Test
    void validationSaysWhenRunsWouldBeAndSetsNothing() {
        var anchor = Timestamps.fromSeconds(17);
        var validated = client.schedules()
                .setSchedule(request()
                        .setInterval(IntervalTicks.newBuilder()
                                .setEvery(Durations.fromMinutes(60))
                                .setAnchor(anchor))
                        .setValidateOnly(true)
                        .build());
        assertEquals(5, validated.getNextRunsCount());
        assertEquals(17, validated.getNextRuns(0).getSeconds() % 3_600);
        assertTrue(validated.getNextRuns(0).getSeconds() > Instant.now().getEpochSecond() - 60);
        assertRefused(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "", Refusal.of(this::get));
    }

    @Test
    void pausedScheduleNamesNoRunsAndCountsFromWhenItIsResumed() {
        var set = set(every(Durations.fromMinutes(1)));
        assertRefused(ErrorReason.ERROR_REASON_WRONG_STATE, "", Refusal.of(this::resume));
        assertTrue(pause().getPaused());
        assertEquals(List.of(), get().getNextRunsList());
        assertRefused(ErrorReason.ERROR_REASON_WRONG_STATE, "", Refusal.of(this::pause));
        assertTrue(set(every(Durations.fromMinutes(2))).getPaused(), "another schedule stays paused");
        var resumed = resume();
        assertFalse(resumed.getPaused());
        assertTrue(Timestamps.compare(resumed.getSince(), set.getSince()) > 0);
    }

    @Test
    void settingWhatIsSetForgetsNoTick() {
        var set = set(every(Durations.fromMinutes(5)));
        assertEquals(set, set(every(Durations.fromMinutes(5))));
        assertNotEquals(set.getSince(), set(every(Durations.fromMinutes(6))).getSince());
    }

    @Test
    void removedScheduleIsNotThereAnyMore() {
        set(every(Durations.fromMinutes(5)));
        remove();
        assertEquals(List.of(), list(environment));
        assertRefused(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "", Refusal.of(this::remove));
        assertRefused(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "", Refusal.of(this::pause));
    }

    @Test
    void whatIsNotThereHasNoSchedule() {
        var other = every(Durations.fromMinutes(5)).setWarehouse("other").build();
        assertRefused(
                ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                "",
                Refusal.of(() -> client.schedules().setSchedule(other)));
        assertRefused(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, "", Refusal.of(() -> list("nowhere")));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-60, 0", "59, 0", "90, 0", "60, 1", "604860, 0", "9223372036854775807, 0"})
    void intervalIsOfWholeMinutesUpToAWeek(long seconds, int nanos) {
        var interval = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "interval.every", Refusal.of(() -> set(every(interval))));
    }

    @Test
    void longestIntervalIsTaken() {
        assertEquals(
                Durations.fromDays(7),
                set(every(Durations.fromDays(7))).getInterval().getEvery());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "@daily",
                "0 0 30 2 *",
                "*/0 * * * *",
                "30-10 * * * *",
                "0 0 0 0 0-/",
                "0 0 L * *",
                "a\nb",
                "''; --"
            })
    void expressionIsOneOfACrontabThatComesUp(String expression) {
        assertRefused(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                "cron.expression",
                Refusal.of(() -> set(cron(expression, "UTC"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "+02:00", "GMT+2", "utc ", "../etc"})
    void timeZoneIsANameOfTheDatabase(String zone) {
        assertRefused(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                "cron.time_zone",
                Refusal.of(() -> set(cron("0 * * * *", zone))));
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "600, 601", "86400, 3601", "600, -1"})
    void jitterIsShorterThanAnIntervalAndThanAnHour(long interval, long jitter) {
        var request = every(Durations.fromSeconds(interval)).setJitter(Durations.fromSeconds(jitter));
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "jitter", Refusal.of(() -> set(request)));
    }

    @Test
    void ticksMustBeGivenAndTheirAnchorBeATime() {
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "ticks", Refusal.of(() -> set(request())));
        var request = request()
                .setInterval(IntervalTicks.newBuilder()
                        .setEvery(Durations.fromMinutes(5))
                        .setAnchor(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)));
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "interval.anchor", Refusal.of(() -> set(request)));
    }

    private static MoreOften.Builder often(int minutes, Long... events) {
        return MoreOften.newBuilder()
                .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(minutes)))
                .addAllEventDefinitionIds(List.of(events));
    }

    private long event(String name) {
        return catalog.event(environment, name).getId();
    }

    @Test
    void whatComesMoreOftenIsFoundAgainWhateverTheOrderOfItsEvents() {
        long order = event("Order");
        long page = event("Page");
        catalog.archive(page);
        var set = set(every(Durations.fromDays(1)).setMoreOften(often(15, page, order)));
        assertEquals(often(15, order, page).build(), set.getMoreOften());
        assertEquals(set, get().getSchedule());
        assertEquals(List.of(set), list(environment));
        assertEquals(set, set(every(Durations.fromDays(1)).setMoreOften(often(15, order, page))));
        var without = set(every(Durations.fromDays(1)));
        assertFalse(without.hasMoreOften());
        assertNotEquals(set.getSince(), without.getSince());
    }

    @Test
    void nextRunsAreThoseOfBothInTheirOrder() {
        var runs = client.schedules()
                .setSchedule(cron("0 * * * *", "UTC")
                        .setMoreOften(often(20, event("Order")))
                        .setValidateOnly(true)
                        .build())
                .getNextRunsList();
        for (int i = 0; i < 5; i++) {
            assertEquals(0, runs.get(i).getSeconds() % 1_200, runs::toString);
            assertEquals(runs.get(0).getSeconds() + i * 1_200, runs.get(i).getSeconds(), "each once");
        }
    }

    @Test
    void ticksOfWhatComesMoreOftenHaveTheRulesOfAll() {
        long order = event("Order");
        assertMoreOftenRefused("more_often.ticks", MoreOften.newBuilder().addEventDefinitionIds(order));
        assertMoreOftenRefused("more_often.interval.every", often(0, order));
        assertMoreOftenRefused(
                "more_often.interval.anchor",
                often(5, order)
                        .setInterval(IntervalTicks.newBuilder()
                                .setEvery(Durations.fromMinutes(5))
                                .setAnchor(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))));
        assertMoreOftenRefused(
                "more_often.cron.expression",
                often(5, order).setCron(CronTicks.newBuilder().setExpression("61 * * * *")));
        assertMoreOftenRefused(
                "more_often.cron.time_zone",
                often(5, order)
                        .setCron(CronTicks.newBuilder()
                                .setExpression("0 * * * *")
                                .setTimeZone("Mars/Olympus")));
        var request = every(Durations.fromDays(1)).setMoreOften(often(5, order)).setJitter(Durations.fromMinutes(5));
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "jitter", Refusal.of(() -> set(request)));
    }

    private void assertMoreOftenRefused(String field, MoreOften.Builder moreOften) {
        var request = every(Durations.fromDays(1)).setMoreOften(moreOften);
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, field, Refusal.of(() -> set(request)));
    }

    @Test
    void eventsThatComeMoreOftenAreOfTheEnvironmentAndEachOnce() {
        long order = event("Order");
        var ids = "more_often.event_definition_ids";
        assertMoreOftenRefused(ids, often(5));
        assertMoreOftenRefused(ids, often(5, order, order));
        var tooMany = LongStream.rangeClosed(1, 101).boxed().toArray(Long[]::new);
        assertMoreOftenRefused(ids, often(5, tooMany));
        long elsewhere = catalog.event(catalog.environment(), "Order").getId();
        for (long unknown : List.of(elsewhere, Long.MAX_VALUE)) {
            var refusal = Refusal.of(() -> set(every(Durations.fromDays(1)).setMoreOften(often(5, order, unknown))));
            assertRefused(ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, "", refusal);
            assertTrue(refusal.message().contains(" " + unknown), refusal::message);
        }
        assertRefused(ErrorReason.ERROR_REASON_SCHEDULE_NOT_FOUND, "", Refusal.of(this::get));
    }
}
