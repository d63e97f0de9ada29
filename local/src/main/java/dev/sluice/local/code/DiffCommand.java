package dev.sluice.local.code;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what {@code apply} would do. */
@Command(
        name = "diff",
        description = {
            "Shows how what files say differs from what is defined, and changes nothing.",
            "Exits with 0 where nothing differs, and with 1 where something does."
        })
public final class DiffCommand implements Callable<Integer> {

    @Mixin
    private FilesOption files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = files.client()) {
            var plan = files.plan(client);
            var output = Output.standard(spec.commandLine().getOut());
            plan.steps().forEach(step -> output.say(step.told()));
            return plan.steps().isEmpty() ? ExitCode.DONE : ExitCode.PARTLY;
        }
    }
}
