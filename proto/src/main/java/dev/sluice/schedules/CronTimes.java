package dev.sluice.schedules;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * Times of the day, as a crontab has them. The library knows the days; changes of the clock it takes now so, now so,
 * depending on where it is asked from. So it is asked of a clock that never changes, and each stretch between two changes
 * is held against that. What the clock skips comes up together at the moment that it is put forward, or a night's run
 * would be missing. What it repeats comes up twice: a run that finds nothing new costs nothing.
 */
public record CronTimes(ExecutionTime times, ZoneId zone) implements Ticks {

    /** @throws IllegalArgumentException when it is no expression, or never comes up; the message says why */
    public static CronTimes of(String expression, ZoneId zone) {
        var times = ExecutionTime.forCron(parsed(expression));
        if (times.nextExecution(Instant.EPOCH.atZone(ZoneOffset.UTC)).isEmpty()) {
            throw new IllegalArgumentException("It names no day that there is");
        }
        return new CronTimes(times, zone);
    }

    private static Cron parsed(String expression) {
        var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        try {
            return parser.parse(expression).validate();
        } catch (IndexOutOfBoundsException e) {
            // The library looks for what stands beside a sign before it knows that something does.
            throw new IllegalArgumentException("One of its signs lacks what belongs beside it", e);
        }
    }

    @Override
    public Instant after(Instant time) {
        var from = time;
        while (true) {
            var offset = zone.getRules().getOffset(from);
            var next = localAfter(LocalDateTime.ofInstant(from, offset)).toInstant(offset);
            var change = zone.getRules().nextTransition(from);
            if (change == null || next.isBefore(change.getInstant())) {
                return next;
            }
            if (isAt(change)) {
                return change.getInstant();
            }
            from = change.getInstant();
        }
    }

    /** Whether the clock comes to one of the times as it is changed, or skips one. */
    private boolean isAt(ZoneOffsetTransition change) {
        var first = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
        return !localAfter(first.minusSeconds(1)).isAfter(change.getDateTimeAfter());
    }

    /** Of a clock that is never put forward or back. */
    private LocalDateTime localAfter(LocalDateTime time) {
        return times.nextExecution(time.atZone(ZoneOffset.UTC)).orElseThrow().toLocalDateTime();
    }
}
