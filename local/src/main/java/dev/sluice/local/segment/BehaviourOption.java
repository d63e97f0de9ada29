package dev.sluice.local.segment;

import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.PeriodConverter;
import dev.sluice.local.definition.Definitions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What users did, how often, and how recently. */
final class BehaviourOption {

    @Option(
            names = "--did",
            required = true,
            paramLabel = "EVENT",
            description = "Users who did the event of this name, which need not be synced. May be repeated.")
    private String event;

    @Option(
            names = "--at-least",
            paramLabel = "N",
            description = "So many times (default: 1); 0 for those who did not.")
    private Integer atLeast;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = PeriodConverter.class,
            description = "In the time before a sync: 7d, 12h, 30m or 90s (default: ever).")
    private Duration within;

    SegmentCondition condition(Definitions definitions) {
        var definition = definitions
                .find(event)
                .orElseThrow(() -> new CommandFailure(
                        "no event is named \"%s\"; define it with ./sluice define".formatted(event)));
        return SegmentConditions.did(definition, atLeast == null ? 1 : atLeast, within);
    }
}
