package dev.sluice.local.demo;

import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.Home;
import dev.sluice.local.stack.LocalStack;
import dev.sluice.local.stack.Ports;
import dev.sluice.local.stack.StackFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all of it in a minute. */
@Command(
        name = "demo",
        description = {
            "Starts everything on free ports with the sample data of a small shop, syncs it to a DuckDB file, changes",
            "a definition, adds a property, signs visitors in on two devices, and syncs again. Checks its own numbers",
            "and leaves nothing running."
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Do it in this new folder and keep it (default: a temporary one that is removed).")
    private Path dir;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        try (var folder = dir == null ? DemoFolder.temporary() : DemoFolder.kept(dir)) {
            output.say("Starting PostgreSQL and the three services in " + folder.path());
            tell(folder, output);
            output.say("\nExplore further:");
            explore(folder).lines().forEach(output::say);
            return ExitCode.DONE;
        }
    }

    private static void tell(DemoFolder folder, Output output) {
        var stackFolder = new StackFolder(folder.path());
        try (var stack = LocalStack.start(Home.find(), stackFolder, Ports.unused(), output);
                var client = new SluiceClient(stack.state().addresses())) {
            var captureUrl = stack.state().capture("/v1/batch");
            new Demo(client, stack.state().access(), captureUrl, folder.path(), output).run();
        }
    }

    private static String explore(DemoFolder folder) {
        var dir = folder.kept() ? " --dir " + folder.path() : "";
        return """
              ./sluice up%1$s                  leave it all running
              ./sluice import%1$s FILE         send Segment-spec calls, one a line
              ./sluice define%1$s "Blog view" --pageviews --path-prefix /blog/ --sync
              ./sluice plan%1$s                what a sync would do
              ./sluice sync%1$s                do it
              ./sluice query%1$s "FROM users LIMIT 5"
            """.formatted(dir);
    }
}
