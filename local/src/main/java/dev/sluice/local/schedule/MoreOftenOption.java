package dev.sluice.local.schedule;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.PeriodConverter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whose tables are synced between the other times, too, and when. */
final class MoreOftenOption {

    @Option(
            names = "--more-often",
            required = true,
            paramLabel = "TIME",
            description = {
                "With --every or --cron: between these times sync the tables of some events, and what is no event's;",
                "so often, 15m, or at the times of a crontab, \"*/15 8-18 * * *\"."
            })
    private String ticks;

    @Option(
            names = "--events",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "With --more-often: the names of these events.")
    private List<String> events;

    /** Between the fields of a crontab are spaces; there is none in {@code 15m}. */
    boolean isCron() {
        return ticks.strip().contains(" ");
    }

    String cron() {
        return ticks;
    }

    Duration every() {
        try {
            return new PeriodConverter().convert(ticks);
        } catch (TypeConversionException e) {
            throw new CommandFailure("--more-often: " + e.getMessage() + ", nor a cron expression", e);
        }
    }

    List<String> events() {
        return events;
    }
}
