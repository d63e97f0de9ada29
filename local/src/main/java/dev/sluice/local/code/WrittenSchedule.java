package dev.sluice.local.code;

import com.google.protobuf.Duration;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.wire.Timestamps;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** Schedules as files have them: the contract's, with events by name and times such as {@code 15m}. */
final class WrittenSchedule {

    private WrittenSchedule() {}

    /** As definitions-service would keep it. @throws Wrong what cannot be meant, or what {@code idOf} throws */
    static SetScheduleRequest.Builder request(Wanted.Schedule wish, Function<String, Long> idOf) {
        var request = SetScheduleRequest.newBuilder();
        read(wish, request::setInterval, request::setCron);
        if (wish.jitter() != null) {
            request.setJitter(period(wish.jitter()));
        }
        return wish.moreOften() == null ? request : request.setMoreOften(moreOften(wish.moreOften(), idOf));
    }

    private static MoreOften moreOften(Wanted.MoreOften wish, Function<String, Long> idOf) {
        try {
            var moreOften = MoreOften.newBuilder();
            read(wish, moreOften::setInterval, moreOften::setCron);
            if (wish.events().isEmpty()
                    || new HashSet<>(wish.events()).size() < wish.events().size()) {
                throw new Wrong("must name events, each once");
            }
            return moreOften
                    .addAllEventDefinitionIds(
                            wish.events().stream().map(idOf).sorted().toList())
                    .build();
        } catch (Wrong e) {
            throw new Wrong("more_often: " + e.getMessage());
        }
    }

    private static void read(Wanted.Ticks wish, Consumer<IntervalTicks> interval, Consumer<CronTicks> cron) {
        if ((wish.every() == null) == (wish.cron() == null)) {
            throw new Wrong("must have either every or cron");
        }
        if (wish.cron() == null ? wish.timeZone() != null : wish.anchor() != null) {
            throw new Wrong("time_zone belongs to cron, and anchor to every");
        }
        if (wish.cron() == null) {
            interval.accept(interval(wish));
        } else {
            cron.accept(CronTicks.newBuilder()
                    .setExpression(wish.cron())
                    .setTimeZone(Objects.requireNonNullElse(wish.timeZone(), "UTC"))
                    .build());
        }
    }

    private static IntervalTicks interval(Wanted.Ticks wish) {
        var interval = IntervalTicks.newBuilder().setEvery(period(wish.every()));
        if (wish.anchor() != null) {
            interval.setAnchor(Timestamps.of(anchor(wish.anchor())));
        }
        return interval.build();
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

    static Wanted.Schedule write(Schedule schedule, Function<Long, String> nameOf) {
        var cron = schedule.hasCron();
        return new Wanted.Schedule(
                cron ? null : every(schedule.getInterval()),
                cron ? null : anchor(schedule.getInterval()),
                cron ? schedule.getCron().getExpression() : null,
                cron ? schedule.getCron().getTimeZone() : null,
                schedule.getJitter().getSeconds() == 0 ? null : written(schedule.getJitter()),
                schedule.hasMoreOften() ? write(schedule.getMoreOften(), nameOf) : null,
                schedule.getPaused());
    }

    private static Wanted.MoreOften write(MoreOften moreOften, Function<Long, String> nameOf) {
        var cron = moreOften.hasCron();
        return new Wanted.MoreOften(
                cron ? null : every(moreOften.getInterval()),
                cron ? null : anchor(moreOften.getInterval()),
                cron ? moreOften.getCron().getExpression() : null,
                cron ? moreOften.getCron().getTimeZone() : null,
                moreOften.getEventDefinitionIdsList().stream()
                        .map(nameOf)
                        .sorted()
                        .toList());
    }

    private static String every(IntervalTicks interval) {
        return written(interval.getEvery());
    }

    private static String anchor(IntervalTicks interval) {
        return interval.hasAnchor() ? Timestamps.instant(interval.getAnchor()).toString() : null;
    }

    private static String written(Duration period) {
        return Period.write(java.time.Duration.ofSeconds(period.getSeconds()));
    }
}
