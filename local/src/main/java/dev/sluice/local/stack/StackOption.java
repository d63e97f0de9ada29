package dev.sluice.local.stack;

import dev.sluice.local.console.CommandFailure;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which local Sluice a command speaks to. */
public final class StackOption {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the local Sluice (default: .sluice beside this script).")
    private Path dir;

    /** Whether {@code --dir} says which. */
    boolean isNamed() {
        return dir != null;
    }

    public StackFolder folder() {
        return dir == null ? Home.find().defaultFolder() : new StackFolder(dir);
    }

    /** The state of a Sluice that has started and still runs. */
    public StackState running() {
        var state = new StateFile(folder())
                .read()
                .filter(each -> each.launcher().running().isPresent())
                .orElseThrow(() -> new CommandFailure(
                        "Sluice does not run in %s; start it with ./sluice up".formatted(folder().root())));
        if (!state.ready()) {
            throw new CommandFailure("Sluice is still starting; try again in a few seconds");
        }
        return state;
    }
}
