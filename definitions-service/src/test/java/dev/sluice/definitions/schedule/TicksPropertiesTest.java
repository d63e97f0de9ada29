package dev.sluice.definitions.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.schedules.CronTimes;
import dev.sluice.schedules.Ticks;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks are those that an oracle finds minute by minute, on days of a change of the clock too. */
class TicksPropertiesTest {

    private static final Duration WINDOW = Duration.ofHours(40);

    @Property(tries = 400)
    void cronTicksAreThoseOfACrontab(
            @ForAll("lines") CronOracle line, @ForAll("zones") ZoneId zone, @ForAll("moments") Instant moment) {
        var time = nearAChange(moment, zone);
        var next = CronTimes.of(line.expression(), zone).after(time);
        line.after(time, WINDOW, zone)
                .ifPresentOrElse(
                        expected -> assertEquals(expected, next, () -> line.expression() + " in " + zone),
                        () -> assertTrue(next.isAfter(time.plus(WINDOW)), () -> line.expression() + " in " + zone));
    }

    /** Three of four within some hours of one. */
    private static Instant nearAChange(Instant moment, ZoneId zone) {
        var change = zone.getRules().nextTransition(moment);
        long hours = moment.getEpochSecond() / 60 % 4 * 2;
        return change == null || hours == 0
                ? moment
                : change.getInstant().plusSeconds(3_600).minusSeconds(moment.getEpochSecond() % (hours * 3_600));
    }

    @Provide
    Arbitrary<CronOracle> lines() {
        return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
                .as(CronOracle::new);
    }

    /** Every second one is every value, or hardly anything would come up in time. */
    private static Arbitrary<Set<Integer>> field(int least, int most) {
        var some =
                Arbitraries.integers().between(least, most).set().ofMinSize(1).ofMaxSize(most - least > 20 ? 4 : 6);
        return Arbitraries.oneOf(Arbitraries.just(Set.of()), some);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "America/Santiago",
                        "Asia/Kathmandu")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2009, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC),
                        LocalDate.of(2035, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC))
                .map(Instant::ofEpochSecond);
    }

    @Property(tries = 500)
    void anythingIsAnExpressionOrRefused(@ForAll("texts") String text) {
        try {
            var ticks = CronTimes.of(text, ZoneId.of("Europe/Berlin"));
            assertTrue(ticks.after(Instant.EPOCH).isAfter(Instant.EPOCH));
        } catch (IllegalArgumentException refused) {
            assertNotNull(refused.getMessage());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        var field = Arbitraries.strings()
                .withChars("0123456789*/,-LW#?MONJAN")
                .ofMinLength(1)
                .ofMaxLength(5);
        return Arbitraries.oneOf(field, Arbitraries.just("*"))
                .list()
                .ofMinSize(4)
                .ofMaxSize(6)
                .map(fields -> String.join(" ", fields));
    }

    @ParameterizedTest
    @CsvSource({
        // The clock skips 02:00 to 03:00: what falls into that comes up at 03:00.
        "30 2 * * *,   2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "30 2 * * *,   2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "*/15 * * * *, 2026-03-29T00:45:00Z, 2026-03-29T01:00:00Z",
        // The clock repeats 02:00 to 03:00: what falls into that comes up twice.
        "30 2 * * *,   2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "30 2 * * *,   2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "30 2 * * *,   2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z",
    })
    void clockOfBerlinIsPutForwardAndBack(String expression, Instant time, Instant next) {
        assertEquals(next, CronTimes.of(expression, ZoneId.of("Europe/Berlin")).after(time));
    }

    @Property(tries = 300)
    void intervalTicksAreWholeIntervalsFromTheAnchor(
            @ForAll @IntRange(min = 1, max = 10_080) int minutes,
            @ForAll("moments") Instant anchor,
            @ForAll("moments") Instant time,
            @ForAll @LongRange(max = 999) long millis) {
        var every = Duration.ofMinutes(minutes);
        var next = Ticks.of(Schedule.newBuilder()
                        .setInterval(IntervalTicks.newBuilder()
                                .setEvery(com.google.protobuf.Duration.newBuilder()
                                        .setSeconds(every.toSeconds()))
                                .setAnchor(Timestamps.of(anchor.plusMillis(millis))))
                        .build())
                .after(time);
        assertEquals(0, Duration.between(anchor.plusMillis(millis), next).toMillis() % every.toMillis());
        assertTrue(next.isAfter(time) && !next.minus(every).isAfter(time), next::toString);
    }
}
