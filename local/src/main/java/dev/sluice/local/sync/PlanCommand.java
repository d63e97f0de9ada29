package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.WorkerTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the next sync would do. */
@Command(name = "plan", description = "Prints what a sync would do now, one sentence a change; nothing is changed.")
public final class PlanCommand implements Callable<Integer> {

    @Option(names = "--sql", description = "Print the SQL of each change, too.")
    private boolean sql;

    @Mixin
    private WorkerTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = target.client()) {
            var plan = new Runs(client, target.access()).plan();
            new PlanReport(Output.standard(spec.commandLine().getOut())).plan(plan, sql);
            return ExitCode.DONE;
        }
    }
}
