package dev.sluice.local.schedule;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.local.console.Output;
import dev.sluice.wire.Timestamps;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Tells a person of a schedule. */
final class ScheduleText {

    private final Output output;

    ScheduleText(Output output) {
        this.output = output;
    }

    void show(Schedule schedule, List<Timestamp> nextRuns) {
        output.say("%s of %s is synced %s%s%s"
                .formatted(
                        schedule.getWarehouse(),
                        schedule.getEnvironment(),
                        ticks(schedule),
                        jitter(schedule),
                        schedule.getPaused() ? "; paused, until ./sluice schedule --resume" : "; next (UTC):"));
        nextRuns.forEach(run -> output.say("  " + Timestamps.instant(run).truncatedTo(ChronoUnit.SECONDS)));
    }

    void removed() {
        output.say("The schedule is forgotten; ./sluice sync goes on doing what it does.");
    }

    private static String ticks(Schedule schedule) {
        return switch (schedule.getTicksCase()) {
            case INTERVAL -> "every " + period(schedule.getInterval().getEvery().getSeconds());
            case CRON ->
                "at \"%s\" in %s"
                        .formatted(
                                schedule.getCron().getExpression(),
                                schedule.getCron().getTimeZone());
            case TICKS_NOT_SET -> "in a way that this release does not know";
        };
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
