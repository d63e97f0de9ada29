package dev.sluice.local.code;

import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.stack.TargetOption;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which definitions-service a command speaks to, and about which environment. */
final class DefinitionsOption {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description = "The definitions-service (default: that of the local Sluice).")
    private String at;

    @Option(names = "--tls", description = "With --at: call it over TLS.")
    private boolean tls;

    @Mixin
    private TargetOption target;

    /** A token comes from the variable {@code SLUICE_TOKEN}. */
    SluiceClient client() {
        if (at == null) {
            return target.client();
        }
        if (!ADDRESS.matcher(at).matches()) {
            throw new CommandFailure("--at must be a host and a port, such as definitions.example:9001");
        }
        return SluiceClient.ofDefinitions(at, tls);
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
        if (at != null && given.isEmpty()) {
            throw new CommandFailure("neither --environment nor a file names the environment");
        }
        return given.orElseGet(() -> target.access().environment());
    }
}
