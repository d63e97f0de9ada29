package dev.sluice.local.stack;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops what {@code up} started, and whatever a killed one left behind. */
@Command(name = "down", description = "Stops what ./sluice up started; the data is kept.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin
    private StackOption stackOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        var folder = stackOption.folder();
        var state = new StateFile(folder).read();
        if (state.isEmpty()) {
            output.say("Nothing runs in " + folder.root());
            return ExitCode.DONE;
        }
        state.get().launcher().running().ifPresent(DownCommand::end);
        cleanUp(folder);
        output.say("Stopped; the data stays in " + folder.root());
        return ExitCode.DONE;
    }

    /** The launcher stops its services itself, so it is asked and never forced. */
    private static void end(ProcessHandle launcher) {
        launcher.destroy();
        if (!Termination.ends(launcher, PATIENCE)) {
            throw new CommandFailure(
                    "process %d does not end within %d s".formatted(launcher.pid(), PATIENCE.toSeconds()));
        }
    }

    private static void cleanUp(StackFolder folder) {
        try (var _ = FolderLock.take(folder).orElseThrow(() -> new CommandFailure("Sluice was just started again"))) {
            Leftovers.cleanUp(folder);
        }
    }
}
