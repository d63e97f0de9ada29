package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.WorkerOption;
import dev.sluice.sync.v1.CancelRunRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cancels a run. */
@Command(
        name = "cancel",
        description = {
            "Asks a run to stop, whichever worker or job does it. Its warehouse stays as it was, unless it has",
            "committed by then; the next run does the work."
        })
public final class CancelCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_ID", description = "The run, as ./sluice runs lists it.")
    private String run;

    @Mixin
    private WorkerOption worker;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = worker.client()) {
            client.sync().cancelRun(CancelRunRequest.newBuilder().setRunId(run).build());
            Output.standard(spec.commandLine().getOut())
                    .say("The run is asked to stop; ./sluice runs says when it has.");
            return ExitCode.DONE;
        }
    }
}
