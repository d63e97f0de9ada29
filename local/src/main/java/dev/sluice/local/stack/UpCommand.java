package dev.sluice.local.stack;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and stays until it is stopped. */
@Command(
        name = "up",
        description = {
            "Starts PostgreSQL and the three services and stays until Ctrl-C.",
            "The data is kept; the next start goes on with it."
        })
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOption stackOption;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = {
                "Take port N for capture, and from N+10 on for gRPC and N+20 on for health and metrics:",
                "sync-worker, definitions-service, identity-service; 0: any free ports.",
                "Default: capture 8080, gRPC 9000 to 9002, health and metrics 8090 to 8092."
            })
    private Integer portBase;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        output.say("Starting in %s".formatted(stackOption.folder().root()));
        try (var stack = LocalStack.start(Home.find(), stackOption.folder(), ports(), output)) {
            describe(stack.state(), output);
            stack.awaitStop();
            return ExitCode.DONE;
        }
    }

    private Ports ports() {
        if (portBase == null) {
            return Ports.standard();
        }
        return portBase == 0 ? Ports.unused() : Ports.from(portBase);
    }

    private static void describe(StackState state, Output output) {
        output.table(StatusTable.HEADERS, StatusTable.rows(state));
        output.say("environment  " + state.access().environment());
        output.say("write key    " + state.access().writeKey());
        output.say("capture      " + state.capture("/v1/batch") + " (Segment), " + state.capture("/api/track")
                + " (Heap)");
        output.say("in a page    <script async src=\"%s\" data-write-key=\"%s\"></script>"
                .formatted(state.capture("/sluice.js"), state.access().writeKey()));
        output.say("warehouse    " + state.access().warehouseFile());
        output.say(
                "Everything runs; Ctrl-C or ./sluice down stops it. Next, in another terminal: ./sluice import FILE");
    }
}
