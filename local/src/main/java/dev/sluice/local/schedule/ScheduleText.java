package dev.sluice.local.schedule;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.local.console.Output;
import dev.sluice.local.definition.Definitions;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a person of a schedule. */
final class ScheduleText {

    private static final String UNKNOWN = "in a way that this release does not know";

    private final Output output;
    private final Definitions definitions;

    ScheduleText(Output output, Definitions definitions) {
        this.output = output;
        this.definitions = definitions;
    }

    void show(Schedule schedule, List<Timestamp> nextRuns) {
        output.say("%s of %s is synced %s%s%s%s"
                .formatted(
                        schedule.getWarehouse(),
                        schedule.getEnvironment(),
                        ticks(schedule),
                        schedule.hasMoreOften() ? moreOften(schedule.getMoreOften()) : "",
                        jitter(schedule),
                        schedule.getPaused() ? "; paused, until ./sluice schedule --resume" : "; next (UTC):"));
        nextRuns.forEach(run -> output.say("  " + Timestamps.instant(run).truncatedTo(ChronoUnit.SECONDS)));
    }

    void removed() {
        output.say("The schedule is forgotten; ./sluice sync goes on doing what it does.");
    }

    private static String ticks(Schedule schedule) {
        return switch (schedule.getTicksCase()) {
            case INTERVAL -> ticks(schedule.getInterval());
            case CRON -> ticks(schedule.getCron());
            case TICKS_NOT_SET -> UNKNOWN;
        };
    }

    private String moreOften(MoreOften moreOften) {
        var ids = moreOften.getEventDefinitionIdsList();
        var names = definitions.list().stream()
                .filter(event -> ids.contains(event.getId()))
                .map(event -> "\"%s\"".formatted(event.getName()))
                .collect(Collectors.joining(", "));
        var ticks = switch (moreOften.getTicksCase()) {
            case INTERVAL -> ticks(moreOften.getInterval());
            case CRON -> ticks(moreOften.getCron());
            case TICKS_NOT_SET -> UNKNOWN;
        };
        return ", and the tables of %s %s".formatted(names, ticks);
    }

    private static String ticks(IntervalTicks interval) {
        return "every " + period(interval.getEvery().getSeconds());
    }

    private static String ticks(CronTicks cron) {
        return "at \"%s\" in %s".formatted(cron.getExpression(), cron.getTimeZone());
    }

    private static String jitter(Schedule schedule) {
        long seconds = schedule.getJitter().getSeconds();
        return seconds == 0 ? "" : ", up to %s later".formatted(period(seconds));
    }

    /** {@code 1h30m}. */
    private static String period(long seconds) {
        return Duration.ofSeconds(seconds).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
