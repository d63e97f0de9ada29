package dev.sluice.local.code;

import com.google.protobuf.Duration;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.wire.Timestamps;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Schedules of warehouses, compared with what they are to be. */
final class SchedulePlanning {

    private SchedulePlanning() {}

    static List<Step> steps(Wanted wanted, Present present) {
        var steps = new ArrayList<Step>();
        wanted.warehouses().forEach((warehouse, wish) -> {
            if (wish.schedule() != null) {
                var field = "warehouses.%s.schedule".formatted(warehouse);
                var request = Wrong.at(field, () -> request(wish.schedule()))
                        .setEnvironment(present.environment())
                        .setWarehouse(warehouse)
                        .build();
                steps(
                                warehouse,
                                wish.schedule(),
                                request,
                                Optional.ofNullable(present.schedules().get(warehouse)))
                        .ifPresent(steps::add);
            }
        });
        return steps;
    }

    private static Optional<Step> steps(
            String warehouse, Wanted.Schedule wish, SetScheduleRequest request, Optional<Schedule> there) {
        var set = Optional.of(request)
                .filter(_ -> there.map(each -> !same(each, request)).orElse(true));
        boolean isPaused = there.map(Schedule::getPaused).orElse(false);
        var paused = Optional.of(wish.paused()).filter(each -> each != isPaused);
        return set.isEmpty() && paused.isEmpty()
                ? Optional.empty()
                : Optional.of(new Step.Schedule(warehouse, set, paused, told(wish)));
    }

    private static boolean same(Schedule there, SetScheduleRequest request) {
        return there.getInterval().equals(request.getInterval())
                && there.getCron().getExpression().equals(request.getCron().getExpression())
                && zone(there.getCron()).equals(zone(request.getCron()))
                && there.getJitter().equals(request.getJitter());
    }

    private static String zone(CronTicks cron) {
        return cron.getTimeZone().isEmpty() ? "UTC" : cron.getTimeZone();
    }

    private static SetScheduleRequest.Builder request(Wanted.Schedule wish) {
        if ((wish.every() == null) == (wish.cron() == null)) {
            throw new Wrong("must have either every or cron");
        }
        if (wish.cron() == null ? wish.timeZone() != null : wish.anchor() != null) {
            throw new Wrong("time_zone belongs to cron, and anchor to every");
        }
        var request = SetScheduleRequest.newBuilder();
        if (wish.cron() != null) {
            request.setCron(CronTicks.newBuilder()
                    .setExpression(wish.cron())
                    .setTimeZone(Objects.requireNonNullElse(wish.timeZone(), "")));
        } else {
            var interval = IntervalTicks.newBuilder().setEvery(period(wish.every()));
            if (wish.anchor() != null) {
                interval.setAnchor(Timestamps.of(anchor(wish.anchor())));
            }
            request.setInterval(interval);
        }
        return wish.jitter() == null ? request : request.setJitter(period(wish.jitter()));
    }

    private static Duration period(String text) {
        return Duration.newBuilder().setSeconds(Period.read(text).toSeconds()).build();
    }

    private static Instant anchor(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Wrong("\"%s\" is no time such as 2026-01-01T00:05:00Z".formatted(text));
        }
    }

    private static String told(Wanted.Schedule wish) {
        return (wish.cron() == null ? "every " + wish.every() : "cron \"" + wish.cron() + "\"")
                + (wish.paused() ? ", paused" : "");
    }

    static Wanted.Schedule written(Schedule schedule) {
        var jitter = schedule.getJitter().getSeconds() == 0 ? null : written(schedule.getJitter());
        return schedule.hasCron()
                ? new Wanted.Schedule(
                        null,
                        null,
                        schedule.getCron().getExpression(),
                        schedule.getCron().getTimeZone().isEmpty()
                                ? null
                                : schedule.getCron().getTimeZone(),
                        jitter,
                        schedule.getPaused())
                : new Wanted.Schedule(
                        written(schedule.getInterval().getEvery()),
                        schedule.getInterval().hasAnchor()
                                ? Timestamps.instant(schedule.getInterval().getAnchor())
                                        .toString()
                                : null,
                        null,
                        null,
                        jitter,
                        schedule.getPaused());
    }

    private static String written(Duration period) {
        return Period.write(java.time.Duration.ofSeconds(period.getSeconds()));
    }
}
