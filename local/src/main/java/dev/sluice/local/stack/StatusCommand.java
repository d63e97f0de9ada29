package dev.sluice.local.stack;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(name = "status", description = "Shows what runs, where, and the write key of the default environment.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private StackOption stackOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        var state = stackOption.running();
        output.table(StatusTable.HEADERS, StatusTable.rows(state));
        output.say("environment  " + state.access().environment());
        output.say("write key    " + state.access().writeKey());
        output.say("warehouse    " + state.access().warehouseFile());
        return ExitCode.DONE;
    }
}
