package dev.sluice.local.schedule;

import dev.sluice.local.console.PeriodConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What is to become of a schedule; one of these at most. */
final class ScheduleChange {

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = PeriodConverter.class,
            description = "Sync so often: 15m, 1h or 1d; whole minutes, up to a week.")
    Duration every;

    @Option(
            names = "--cron",
            paramLabel = "EXPRESSION",
            description = "Sync at the times of a crontab's five fields: \"30 6 * * mon-fri\".")
    String cron;

    @Option(names = "--pause", description = "Start no syncs until --resume.")
    boolean pause;

    @Option(names = "--resume", description = "Start syncs again, with the next time that comes.")
    boolean resume;

    @Option(names = "--remove", description = "Forget the schedule.")
    boolean remove;

    boolean sets() {
        return every != null || cron != null;
    }
}
