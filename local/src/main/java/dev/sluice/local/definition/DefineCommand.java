package dev.sluice.local.definition;

import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.DefinitionsTarget;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Defines an event. */
@Command(
        name = "define",
        description = {
            "Defines an event, or changes the one of this name; with --sync it gets a table.",
            "Everything else about definitions is in the gRPC API of definitions-service."
        })
public final class DefineCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The event's name, such as \"Blog view\".")
    private String name;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private KindOption kind;

    @Option(names = "--path-prefix", paramLabel = "PATH", description = "Only where the page's path starts with this.")
    private String pathPrefix;

    @Option(names = "--sync", description = "Toggle the event to sync.")
    private boolean sync;

    @Mixin
    private DefinitionsTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = target.client()) {
            var definitions = new Definitions(client, target.access());
            var definition = definitions.define(name, matcher());
            if (sync) {
                definitions.toggleOn(List.of(definition));
            }
            Output.standard(spec.commandLine().getOut())
                    .say("\"%s\" is defined, revision %d; %s"
                            .formatted(
                                    definition.getName(),
                                    definition.getRevision(),
                                    definitions.isToggledOn(definition)
                                            ? "the next sync makes or updates its table " + definition.getTableName()
                                            : "it has no table unless --sync is given"));
            return ExitCode.DONE;
        }
    }

    private Matcher matcher() {
        var matcher = kind.matcher();
        return pathPrefix == null
                ? matcher
                : Matchers.where(matcher, "path", Operator.OPERATOR_STARTS_WITH, pathPrefix);
    }
}
