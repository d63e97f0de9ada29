package dev.sluice.definitions.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.schedules.Ticks;
import dev.sluice.schedules.Timetable;
import dev.sluice.schedules.Timetable.Done;
import dev.sluice.schedules.Timetable.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Every tick has a run, once; those that were missed have one together; jitter stays within its bounds. */
class TimetablePropertiesTest {

    private static final Instant START = Instant.parse("2026-10-24T20:00:00Z");

    /** What has ticks, and the longest jitter, in seconds, that these allow. */
    private record Timing(IntervalTicks interval, CronTicks cron, int longestJitter) {

        static Timing every(int minutes) {
            var interval = IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(minutes));
            return new Timing(interval.build(), null, Math.min(3_600, minutes * 60 - 1));
        }

        static Timing cron(String expression) {
            var cron = CronTicks.newBuilder().setExpression(expression).setTimeZone("Europe/Berlin");
            return new Timing(null, cron.build(), 3_600);
        }

        Schedule.Builder schedule() {
            var schedule =
                    Schedule.newBuilder().setEnvironment("main_production").setWarehouse("local");
            return interval == null ? schedule.setCron(cron) : schedule.setInterval(interval);
        }

        MoreOften moreOften() {
            var moreOften = MoreOften.newBuilder().addEventDefinitionIds(1);
            return interval == null
                    ? moreOften.setCron(cron).build()
                    : moreOften.setInterval(interval).build();
        }
    }

    private static Arbitrary<Timing> timings() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(3, 90).map(Timing::every),
                Arbitraries.of("*/5 * * * *", "0,1,30 * * * *", "30 2 * * *", "0 */3 * * *")
                        .map(Timing::cron));
    }

    /** Every second one has ticks for chosen tables too, which need not be more often. */
    @Provide
    Arbitrary<Schedule> schedules() {
        return Combinators.combine(timings(), timings().optional(0.5))
                .flatAs((all, chosen) -> Arbitraries.integers()
                        .between(
                                0,
                                Math.min(
                                        all.longestJitter(),
                                        chosen.map(Timing::longestJitter).orElse(3_600)))
                        .map(jitter -> schedule(all, chosen)
                                .setJitter(Durations.fromSeconds(jitter))
                                .build()));
    }

    private static Schedule.Builder schedule(Timing all, Optional<Timing> chosen) {
        var schedule = all.schedule();
        chosen.map(Timing::moreOften).ifPresent(schedule::setMoreOften);
        return schedule;
    }

    /** @param start when the run of the tick is due, from a timetable of that tick alone */
    private record Tick(Instant time, boolean ofAllTables, Instant start) {}

    /** Up to {@code end}, those of both kinds in one row. */
    private static List<Tick> ticks(Schedule schedule, Instant end) {
        var ofAll = times(Ticks.of(schedule), end);
        var all = new TreeSet<>(ofAll);
        if (schedule.hasMoreOften()) {
            all.addAll(times(Ticks.of(schedule.getMoreOften()), end));
        }
        var table = Timetable.of(schedule);
        return all.stream()
                .map(time -> new Tick(time, ofAll.contains(time), table.next(done(time.minusNanos(1)))))
                .toList();
    }

    private static Set<Instant> times(Ticks ticks, Instant end) {
        return Stream.iterate(ticks.after(START), ticks::after)
                .takeWhile(tick -> !tick.isAfter(end))
                .collect(Collectors.toSet());
    }

    private static Done done(Instant time) {
        return new Done(time, time);
    }

    @Property(tries = 100)
    void jitterIsShorterThanAskedForAndNeverReachesTheNextTick(@ForAll("schedules") Schedule schedule) {
        var end = START.plus(Duration.ofHours(12));
        var ticks = ticks(schedule, end);
        for (int i = 0; i < ticks.size(); i++) {
            var tick = ticks.get(i);
            assertTrue(!tick.start().isBefore(tick.time()), tick + " is early");
            assertTrue(
                    i + 1 == ticks.size()
                            || tick.start().isBefore(ticks.get(i + 1).time()),
                    tick + " is too late");
            var late = Duration.between(tick.time(), tick.start());
            assertTrue(late.toMillis() <= schedule.getJitter().getSeconds() * 1_000, late::toString);
        }
        assertEquals(ticks, ticks(schedule, end), "whoever asks is told the same");
    }

    /** However often, or seldom, somebody looks. */
    @Property(tries = 100)
    void eachTickIsDueOnceAndMissedOnesTogether(
            @ForAll("schedules") Schedule schedule, @ForAll List<@IntRange(min = 1, max = 20_000) Integer> pauses) {
        var table = Timetable.of(schedule);
        var left = ticks(schedule, START.plus(Duration.ofDays(3)));
        var done = done(START);
        var now = START;
        for (int pause : pauses.subList(0, Math.min(pauses.size(), 6))) {
            now = now.plusSeconds(pause);
            var looked = now;
            var missed = left.stream()
                    .takeWhile(tick -> !tick.start().isAfter(looked))
                    .toList();
            var due = table.due(done, now);
            assertEquals(missed.stream().map(Tick::start).findFirst(), due.map(Due::since));
            assertEquals(
                    missed.stream().anyMatch(Tick::ofAllTables),
                    due.map(Due::allTables).orElse(false));
            done = due.map(after(done)).orElse(done);
            assertEquals(Optional.empty(), table.due(done, now), "a tick is due once");
            left = left.subList(missed.size(), left.size());
            assertEquals(left.getFirst().start(), table.next(done), "no tick is lost");
        }
    }

    /** Of a run over all tables or, where no tick is for these, over the chosen ones. */
    private static Function<Due, Done> after(Done done) {
        return due -> new Done(due.allTables() ? due.through() : done.all(), due.through());
    }

    @Property(tries = 100)
    void comingRunsAreThoseThatWillBeDue(@ForAll("schedules") Schedule schedule, @ForAll @IntRange(max = 5_000) int s) {
        var now = START.plusSeconds(s);
        var coming = ticks(schedule, START.plus(Duration.ofDays(6))).stream()
                .map(Tick::start)
                .filter(now::isBefore)
                .limit(5)
                .toList();
        assertEquals(coming, Timetable.of(schedule).upcoming(START, now, 5));
    }
}
