package dev.sluice.definitions.schedule;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.schedules.CronTimes;
import java.time.ZoneId;

/**
 * The rules for ticks.
 *
 * @param within the field that has them, {@code more_often.}; empty where that is the request
 */
record TickFields(String within) {

    private static final Duration LONGEST_INTERVAL = Durations.fromDays(7);
    private static final TextRule EXPRESSION = TextRule.name(200);
    private static final int LONGEST_REASON = 200;
    private static final String NO_NEWS = "Failed to parse cron expression. ";

    IntervalTicks interval(IntervalTicks interval) {
        var every = interval.getEvery();
        if (!isUpTo(LONGEST_INTERVAL, every) || every.getSeconds() == 0 || !isWholeMinutes(every)) {
            throw new Failure.Invalid(within + "interval.every", "must be whole minutes, 1 to 10,080");
        }
        if (interval.hasAnchor()) {
            Times.toInstant(within + "interval.anchor", interval.getAnchor());
        }
        return interval;
    }

    private static boolean isWholeMinutes(Duration duration) {
        return duration.getNanos() == 0 && duration.getSeconds() % 60 == 0;
    }

    static boolean isUpTo(Duration longest, Duration duration) {
        return Durations.isValid(duration)
                && !Durations.isNegative(duration)
                && Durations.compare(duration, longest) <= 0;
    }

    /** With the zone that an empty one means. */
    CronTicks cron(CronTicks cron) {
        var zone = cron.getTimeZone().isEmpty() ? "UTC" : cron.getTimeZone();
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new Failure.Invalid(within + "cron.time_zone", "must be a name of the IANA time zone database");
        }
        var field = within + "cron.expression";
        try {
            CronTimes.of(EXPRESSION.check(field, cron.getExpression()), ZoneId.of(zone));
        } catch (IllegalArgumentException e) {
            throw new Failure.Invalid(field, "must be a cron expression of five fields: " + reason(e));
        }
        return cron.toBuilder().setTimeZone(zone).build();
    }

    /** It may repeat the expression. */
    private static String reason(IllegalArgumentException refused) {
        var reason = String.valueOf(refused.getMessage()).replace(NO_NEWS, "");
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    Failure missing() {
        return new Failure.Invalid(within + "ticks", "must be given: interval or cron");
    }
}
