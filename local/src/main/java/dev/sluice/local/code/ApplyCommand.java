package dev.sluice.local.code;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings definitions, segments, selections and schedules to what files say. */
@Command(
        name = "apply",
        description = {
            "Brings events, segments, what is synced, and schedules to what files say.",
            "Shows the differences first, and asks unless --yes is given or nobody could answer."
        })
public final class ApplyCommand implements Callable<Integer> {

    @Mixin
    private FilesOption files;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        try (var client = files.client()) {
            var plan = files.plan(client);
            if (plan.steps().isEmpty()) {
                output.say("Nothing differs.");
                return ExitCode.DONE;
            }
            plan.steps().forEach(step -> output.say(step.told()));
            if (!yes && output.terminal() && !agreed(plan.steps().size())) {
                output.say("Nothing is changed.");
                return ExitCode.PARTLY;
            }
            Application.apply(client, plan.present(), plan.steps(), _ -> {});
            output.say("Applied %d changes; the next sync brings them into the warehouses."
                    .formatted(plan.steps().size()));
            return ExitCode.DONE;
        }
    }

    private static boolean agreed(int changes) {
        var answer = System.console().readLine("Apply these %d changes? [y/N] ", changes);
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
