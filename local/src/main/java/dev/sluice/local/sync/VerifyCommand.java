package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.WorkerTarget;
import dev.sluice.sync.v1.GetRunResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves a warehouse. */
@Command(
        name = "verify",
        description = {
            "Proves that the warehouse is what its events, users and definitions make of it, or says where not.",
            "Exit code: 0 all is right, or was repaired; 1 something differs, or could not be repaired; 2 failed."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Option(names = "--repair", description = "Make anew what differs.")
    private boolean repair;

    @Mixin
    private WorkerTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        try (var client = target.client()) {
            var ended = new Runs(client, target.access()).verify(repair, output);
            if (ended.hasVerification()) {
                new VerificationReport(output).say(ended.getVerification());
            }
            if (!ended.hasVerification() || ended.getVerification().getRepaired()) {
                new PlanReport(output).run(ended);
            }
            return exitCode(ended);
        }
    }

    private static int exitCode(GetRunResponse ended) {
        int code = PlanReport.exitCode(ended.getRun());
        boolean differs = ended.getVerification().getDifferencesCount() > 0
                && !ended.getVerification().getRepaired();
        return differs ? Math.max(code, ExitCode.PARTLY) : code;
    }
}
