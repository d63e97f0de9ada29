package dev.sluice.schedules;

import dev.sluice.definitions.v1.Schedule;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The moments that a schedule names; there is always a next one. */
public sealed interface Ticks permits EqualTicks, CronTimes {

    /** Of a schedule that holds to the contract. */
    static Ticks of(Schedule schedule) {
        return switch (schedule.getTicksCase()) {
            case INTERVAL -> {
                var interval = schedule.getInterval();
                yield new EqualTicks(
                        Timestamps.instant(interval.getAnchor()),
                        Duration.ofSeconds(interval.getEvery().getSeconds()));
            }
            case CRON ->
                CronTimes.of(
                        schedule.getCron().getExpression(),
                        ZoneId.of(schedule.getCron().getTimeZone()));
            case TICKS_NOT_SET -> throw new IllegalArgumentException("a schedule has ticks");
        };
    }

    /** The first tick that is later than {@code time}. */
    Instant after(Instant time);
}
