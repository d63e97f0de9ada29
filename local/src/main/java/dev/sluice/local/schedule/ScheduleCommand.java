package dev.sluice.local.schedule;

import com.google.protobuf.Duration;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.MoreOften;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.console.PeriodConverter;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.stack.DefinitionsTarget;
import dev.sluice.wire.Timestamps;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets, moves and shows the schedule of a warehouse. */
@Command(
        name = "schedule",
        description = {
            "Has the warehouse synced by itself: every so often, or at times of the day.",
            "Without an option that changes it, shows the schedule and the next runs."
        })
public final class ScheduleCommand implements Callable<Integer> {

    @ArgGroup
    private ScheduleChange change = new ScheduleChange();

    @ArgGroup(exclusive = false)
    private MoreOftenOption moreOften;

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            description = "With cron: the time zone, such as Europe/Berlin (default: UTC).")
    private String zone;

    @Option(
            names = "--anchor",
            paramLabel = "TIME",
            description = "With an interval: one of the times, such as 2026-01-01T00:05:00Z (default: midnight, UTC).")
    private Instant anchor;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = PeriodConverter.class,
            description = "Start up to so much later, by chance: 30s (default: none).")
    private java.time.Duration jitter;

    @Option(names = "--dry-run", description = "Only show when the runs would be; nothing is changed.")
    private boolean dryRun;

    @Mixin
    private DefinitionsTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkOptions();
        try (var client = target.client()) {
            var schedules = new Schedules(client, target.access());
            var events = new Definitions(client, target.access());
            var text = new ScheduleText(Output.standard(spec.commandLine().getOut()), events);
            if (change.remove) {
                schedules.remove();
                text.removed();
            } else if (change.sets()) {
                var set = schedules.set(request(events));
                text.show(set.getSchedule(), set.getNextRunsList());
            } else {
                move(schedules);
                var shown = schedules.get();
                text.show(shown.getSchedule(), shown.getNextRunsList());
            }
            return ExitCode.DONE;
        }
    }

    private void checkOptions() {
        boolean cron = change.cron != null || moreOften != null && moreOften.isCron();
        boolean interval = change.every != null || moreOften != null && !moreOften.isCron();
        requireTogether("--more-often", moreOften, "--every or --cron", change.sets());
        requireTogether("--zone", zone, "--cron", cron);
        requireTogether("--anchor", anchor, "--every", interval);
        requireTogether("--jitter", jitter, "--every or --cron", change.sets());
        requireTogether("--dry-run", dryRun ? true : null, "--every or --cron", change.sets());
    }

    private void move(Schedules schedules) {
        if (change.pause) {
            schedules.pause();
        } else if (change.resume) {
            schedules.resume();
        }
    }

    private SetScheduleRequest.Builder request(Definitions events) {
        var request = SetScheduleRequest.newBuilder().setValidateOnly(dryRun);
        if (change.cron != null) {
            request.setCron(cron(change.cron));
        } else {
            request.setInterval(interval(change.every));
        }
        if (moreOften != null) {
            request.setMoreOften(moreOften(events));
        }
        return jitter == null ? request : request.setJitter(seconds(jitter));
    }

    private MoreOften moreOften(Definitions events) {
        var message = MoreOften.newBuilder().addAllEventDefinitionIds(events.idsOf(moreOften.events()));
        return moreOften.isCron()
                ? message.setCron(cron(moreOften.cron())).build()
                : message.setInterval(interval(moreOften.every())).build();
    }

    private CronTicks cron(String expression) {
        return CronTicks.newBuilder()
                .setExpression(expression)
                .setTimeZone(zone == null ? "" : zone)
                .build();
    }

    private IntervalTicks interval(java.time.Duration every) {
        var interval = IntervalTicks.newBuilder().setEvery(seconds(every));
        return anchor == null
                ? interval.build()
                : interval.setAnchor(Timestamps.of(anchor)).build();
    }

    private static Duration seconds(java.time.Duration duration) {
        return Duration.newBuilder().setSeconds(duration.toSeconds()).build();
    }

    private static void requireTogether(String option, Object value, String other, boolean isGiven) {
        if (value != null && !isGiven) {
            throw new CommandFailure(option + " belongs to " + other);
        }
    }
}
