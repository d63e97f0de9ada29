package dev.sluice.definitions.schedule;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.schedules.CronTimes;
import java.time.ZoneId;

/** The rules for what a schedule says. */
final class ScheduleFields {

    private static final Duration LONGEST_INTERVAL = Durations.fromDays(7);
    private static final Duration LONGEST_JITTER = Durations.fromHours(1);
    private static final TextRule EXPRESSION = TextRule.name(200);
    private static final int LONGEST_REASON = 200;
    private static final String NO_NEWS = "Failed to parse cron expression. ";

    private ScheduleFields() {}

    /** What the request asks for, with nothing left out that has a default; it says not of which warehouse. */
    static Schedule check(SetScheduleRequest request) {
        var schedule = Schedule.newBuilder();
        switch (request.getTicksCase()) {
            case INTERVAL -> schedule.setInterval(interval(request.getInterval()));
            case CRON -> schedule.setCron(cron(request.getCron()));
            case TICKS_NOT_SET -> throw new Failure.Invalid("ticks", "must be given: interval or cron");
        }
        return schedule.setJitter(jitter(request)).build();
    }

    private static IntervalTicks interval(IntervalTicks interval) {
        var every = interval.getEvery();
        if (!isWithin(every, LONGEST_INTERVAL) || every.getSeconds() == 0 || !isWholeMinutes(every)) {
            throw new Failure.Invalid("interval.every", "must be whole minutes, 1 to 10,080");
        }
        if (interval.hasAnchor()) {
            Times.toInstant("interval.anchor", interval.getAnchor());
        }
        return interval;
    }

    private static boolean isWholeMinutes(Duration duration) {
        return duration.getNanos() == 0 && duration.getSeconds() % 60 == 0;
    }

    private static CronTicks cron(CronTicks cron) {
        var zone = cron.getTimeZone().isEmpty() ? "UTC" : cron.getTimeZone();
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new Failure.Invalid("cron.time_zone", "must be a name of the IANA time zone database");
        }
        try {
            CronTimes.of(EXPRESSION.check("cron.expression", cron.getExpression()), ZoneId.of(zone));
        } catch (IllegalArgumentException e) {
            throw new Failure.Invalid("cron.expression", "must be a cron expression of five fields: " + reason(e));
        }
        return cron.toBuilder().setTimeZone(zone).build();
    }

    /** It may repeat the expression. */
    private static String reason(IllegalArgumentException refused) {
        var reason = String.valueOf(refused.getMessage()).replace(NO_NEWS, "");
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    private static Duration jitter(SetScheduleRequest request) {
        var jitter = request.getJitter();
        if (!isWithin(jitter, LONGEST_JITTER)) {
            throw new Failure.Invalid("jitter", "must be 0 to an hour");
        }
        if (request.hasInterval()
                && Durations.compare(jitter, request.getInterval().getEvery()) >= 0) {
            throw new Failure.Invalid("jitter", "must be shorter than the interval");
        }
        return jitter;
    }

    private static boolean isWithin(Duration duration, Duration longest) {
        return Durations.isValid(duration)
                && !Durations.isNegative(duration)
                && Durations.compare(duration, longest) <= 0;
    }
}
