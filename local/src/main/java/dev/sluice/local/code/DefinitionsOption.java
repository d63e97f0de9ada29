package dev.sluice.local.code;

import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.stack.DefinitionsTarget;
import picocli.CommandLine.Mixin;

/** Which definitions-service a command speaks to, and about which environment. */
final class DefinitionsOption {

    @Mixin
    private DefinitionsTarget target;

    SluiceClient client() {
        return target.client();
    }

    /** @param ofFiles null where files name none */
    String environment(String ofFiles) {
        var given = target.environment();
        if (ofFiles != null && given.isPresent() && !given.get().equals(ofFiles)) {
            throw new CommandFailure(
                    "the files are for the environment %s, and --environment says %s".formatted(ofFiles, given.get()));
        }
        if (ofFiles != null) {
            return ofFiles;
        }
        if (!target.isLocal() && given.isEmpty()) {
            throw new CommandFailure("neither --environment nor a file names the environment");
        }
        return given.orElseGet(() -> target.access().environment());
    }
}
