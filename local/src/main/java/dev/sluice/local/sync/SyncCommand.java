package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.stack.SyncTarget;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a sync. */
@Command(
        name = "sync",
        description = {
            "Makes the warehouse show what is defined and selected, and everything captured so far.",
            "Exit code: 0 done, 1 some tables were left out, 2 failed."
        })
public final class SyncCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only print what would be done, with its SQL; nothing is changed.")
    private boolean dryRun;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "EVENT",
            description = {
                "Names of events whose tables are brought up to date; others wait for their new rows until a sync",
                "without it. All else in the warehouse comes up to date."
            })
    private List<String> only = List.of();

    @Mixin
    private SyncTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        var report = new PlanReport(output);
        try (var client = target.client()) {
            var events = new Definitions(client, target.access()).idsOf(only);
            var runs = new Runs(client, target.access(), events);
            if (dryRun) {
                report.plan(runs.plan(), true);
                return ExitCode.DONE;
            }
            var ended = runs.sync(output);
            ended.forEach(report::run);
            return ended.stream()
                    .mapToInt(run -> PlanReport.exitCode(run.getRun()))
                    .max()
                    .orElseThrow();
        }
    }
}
