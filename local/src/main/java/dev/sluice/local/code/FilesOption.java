package dev.sluice.local.code;

import dev.sluice.local.client.SluiceClient;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files that say what an environment is to have, and where to bring it. */
final class FilesOption {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "YAML files; together they say what is to be there.")
    private List<Path> files;

    @Option(names = "--prune", description = "Also archive the events and segments that the files do not name.")
    private boolean prune;

    @Mixin
    private DefinitionsOption definitions;

    SluiceClient client() {
        return definitions.client();
    }

    /** What is there, and the steps from it to what is wanted. */
    record Plan(Present present, List<Step> steps) {}

    Plan plan(SluiceClient client) {
        var wanted = WantedFiles.read(files);
        var present = Present.read(client, definitions.environment(wanted.environment()));
        return new Plan(present, Planning.steps(wanted, present, prune));
    }
}
