package dev.sluice.local.segment;

import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.stack.DefinitionsTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Defines a segment. */
@Command(
        name = "segment",
        description = {
            "Defines a segment, or changes the one of this name; with --sync it gets a table.",
            "Users are in it who meet all that is given. Everything else about segments is in the gRPC API of"
                    + " definitions-service."
        })
public final class SegmentCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The segment's name, such as \"Loyal customers\".")
    private String name;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<BehaviourOption> behaviours = new ArrayList<>();

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "Users who have this user property. May be repeated.")
    private Map<String, String> properties = new TreeMap<>();

    @Option(names = "--sync", description = "Toggle the segment to sync.")
    private boolean sync;

    @Mixin
    private DefinitionsTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (behaviours.isEmpty() && properties.isEmpty()) {
            throw new CommandFailure("say who is in the segment, with --did or --property");
        }
        try (var client = target.client()) {
            define(client, target.access());
            return ExitCode.DONE;
        }
    }

    private void define(SluiceClient client, EnvironmentAccess access) {
        var segments = new Segments(client, access);
        var segment = segments.define(name, condition(new Definitions(client, access)));
        if (sync) {
            segments.toggle(segment, true);
        }
        Output.standard(spec.commandLine().getOut())
                .say("\"%s\" is defined, revision %d; %s"
                        .formatted(
                                segment.getName(),
                                segment.getRevision(),
                                segments.isToggledOn(segment)
                                        ? "the next sync makes or updates its table " + segment.getTableName()
                                        : "it has no table unless --sync is given"));
    }

    private SegmentCondition condition(Definitions definitions) {
        var parts = new ArrayList<SegmentCondition>();
        behaviours.forEach(behaviour -> parts.add(behaviour.condition(definitions)));
        properties.forEach((key, value) -> parts.add(SegmentConditions.has(key, value)));
        return SegmentConditions.allOf(parts);
    }
}
