package dev.sluice.definitions.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.schedules.Ticks;
import dev.sluice.schedules.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every tick has a run, once; those that were missed have one together; jitter stays within its bounds. */
class TimetablePropertiesTest {

    private static final Instant START = Instant.parse("2026-10-24T20:00:00Z");

    @Provide
    Arbitrary<Schedule> schedules() {
        var intervals = Arbitraries.integers()
                .between(3, 90)
                .map(minutes -> schedule(minutes)
                        .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(minutes))));
        var crons = Arbitraries.of("*/5 * * * *", "0,1,30 * * * *", "30 2 * * *", "0 */3 * * *")
                .map(expression -> schedule(61)
                        .setCron(
                                CronTicks.newBuilder().setExpression(expression).setTimeZone("Europe/Berlin")));
        return Arbitraries.oneOf(intervals, crons)
                .flatMap(schedule -> Arbitraries.integers()
                        .between(0, (int) schedule.getJitter().getSeconds())
                        .map(jitter -> schedule.setJitter(Durations.fromSeconds(jitter))
                                .build()));
    }

    /** Its jitter is the longest that it may have. */
    private static Schedule.Builder schedule(int minutes) {
        return Schedule.newBuilder()
                .setEnvironment("main_production")
                .setWarehouse("local")
                .setJitter(Durations.fromSeconds(Math.min(3_600, minutes * 60 - 1)));
    }

    /** When the run of each tick is due, from a timetable of that tick alone; up to {@code end}. */
    private static List<Instant> starts(Schedule schedule, Instant end) {
        var all = Ticks.of(schedule);
        var table = Timetable.of(schedule);
        return Stream.iterate(all.after(START), all::after)
                .takeWhile(tick -> !tick.isAfter(end))
                .map(tick -> table.next(tick.minusNanos(1)))
                .toList();
    }

    @Property(tries = 100)
    void jitterIsShorterThanAskedForAndNeverReachesTheNextTick(@ForAll("schedules") Schedule schedule) {
        var end = START.plus(Duration.ofHours(12));
        var ticks = Ticks.of(schedule);
        var tick = ticks.after(START);
        for (var start : starts(schedule, end)) {
            assertTrue(!start.isBefore(tick), start + " is early");
            assertTrue(start.isBefore(ticks.after(tick)), start + " is too late");
            var late = Duration.between(tick, start);
            assertTrue(late.toMillis() <= schedule.getJitter().getSeconds() * 1_000, late::toString);
            tick = ticks.after(tick);
        }
        assertEquals(starts(schedule, end), starts(schedule, end), "whoever asks is told the same");
    }

    /** However often, or seldom, somebody looks. */
    @Property(tries = 100)
    void eachTickIsDueOnceAndMissedOnesTogether(
            @ForAll("schedules") Schedule schedule, @ForAll List<@IntRange(min = 1, max = 20_000) Integer> pauses) {
        var table = Timetable.of(schedule);
        var left = starts(schedule, START.plus(Duration.ofDays(3)));
        var done = START;
        var now = START;
        for (int pause : pauses.subList(0, Math.min(pauses.size(), 6))) {
            now = now.plusSeconds(pause);
            var looked = now;
            var missed =
                    left.stream().takeWhile(start -> !start.isAfter(looked)).toList();
            var due = table.due(done, now);
            assertEquals(missed.stream().findFirst(), due.map(Timetable.Due::since));
            done = due.map(Timetable.Due::through).orElse(done);
            assertEquals(Optional.empty(), table.due(done, now), "a tick is due once");
            left = left.subList(missed.size(), left.size());
            assertEquals(left.getFirst(), table.next(done), "no tick is lost");
        }
    }

    @Property(tries = 100)
    void comingRunsAreThoseThatWillBeDue(@ForAll("schedules") Schedule schedule, @ForAll @IntRange(max = 5_000) int s) {
        var now = START.plusSeconds(s);
        var coming = starts(schedule, START.plus(Duration.ofDays(6))).stream()
                .filter(now::isBefore)
                .limit(5)
                .toList();
        assertEquals(coming, Timetable.of(schedule).upcoming(START, now, 5));
    }
}
