package dev.sluice.schedules;

import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The moments that a schedule names; there is always a next one. */
public sealed interface Ticks permits EqualTicks, CronTimes, EitherTicks {

    /** For all tables, of a schedule that holds to the contract. */
    static Ticks of(Schedule schedule) {
        return switch (schedule.getTicksCase()) {
            case INTERVAL -> of(schedule.getInterval());
            case CRON -> of(schedule.getCron());
            case TICKS_NOT_SET -> throw new IllegalArgumentException("a schedule has ticks");
        };
    }

    /** For the tables of some events alone. */
    static Ticks of(MoreOften moreOften) {
        return switch (moreOften.getTicksCase()) {
            case INTERVAL -> of(moreOften.getInterval());
            case CRON -> of(moreOften.getCron());
            case TICKS_NOT_SET -> throw new IllegalArgumentException("what comes more often has ticks");
        };
    }

    private static Ticks of(IntervalTicks interval) {
        return new EqualTicks(
                Timestamps.instant(interval.getAnchor()),
                Duration.ofSeconds(interval.getEvery().getSeconds()));
    }

    private static Ticks of(CronTicks cron) {
        return CronTimes.of(cron.getExpression(), ZoneId.of(cron.getTimeZone()));
    }

    /** The first tick that is later than {@code time}. */
    Instant after(Instant time);
}
