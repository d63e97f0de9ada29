package dev.sluice.definitions.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a crontab's line means, minute by minute; an empty set is every value. */
record CronOracle(
        Set<Integer> minutes, Set<Integer> hours, Set<Integer> days, Set<Integer> months, Set<Integer> weekdays) {

    String expression() {
        return Stream.of(minutes, hours, days, months, weekdays)
                .map(field -> field.isEmpty()
                        ? "*"
                        : field.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    /** The first tick after {@code time} and within {@code window} of it. */
    Optional<Instant> after(Instant time, Duration window, ZoneId zone) {
        return Stream.iterate(
                        time.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES),
                        minute -> !minute.isAfter(time.plus(window)),
                        minute -> minute.plus(1, ChronoUnit.MINUTES))
                .filter(minute -> matches(minute, zone))
                .findFirst();
    }

    /** A minute stands for itself, and for all that the clock skips right before it. */
    private boolean matches(Instant minute, ZoneId zone) {
        var local = minute.atZone(zone).toLocalDateTime();
        var before = minute.minusSeconds(60).atZone(zone).toLocalDateTime();
        return Stream.iterate(before.plusMinutes(1), each -> each.isBefore(local), each -> each.plusMinutes(1))
                        .anyMatch(this::matches)
                || matches(local);
    }

    private boolean matches(LocalDateTime time) {
        return isIn(minutes, time.getMinute())
                && isIn(hours, time.getHour())
                && isIn(months, time.getMonthValue())
                && isDay(time);
    }

    private boolean isDay(LocalDateTime time) {
        boolean day = isIn(days, time.getDayOfMonth());
        boolean weekday =
                isIn(weekdays, time.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() % 7);
        return days.isEmpty() || weekdays.isEmpty() ? day && weekday : day || weekday;
    }

    private static boolean isIn(Set<Integer> field, int value) {
        return field.isEmpty() || field.contains(value);
    }
}
