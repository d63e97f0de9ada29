package dev.sluice.local.importing;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.StackOption;
import dev.sluice.local.stack.StackState;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file of captured calls. */
@Command(
        name = "import",
        description = {
            "Sends a file of Segment-spec calls, one JSON object a line, plain or gzipped.",
            "What was imported before is recognised and counted as repeated.",
            "Exit code: 0 all taken, 1 some lines refused, 2 failed."
        })
public final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The file: .ndjson or .ndjson.gz.")
    private Path file;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment; another than the default one needs its --write-key.")
    private String environment;

    @Option(names = "--write-key", paramLabel = "KEY", description = "The write key, which tells the environment.")
    private String writeKey;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "500",
            description = "Calls sent at once, 1 to 500 (default: 500).")
    private int batch;

    @Mixin
    private StackOption stackOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (batch < 1 || batch > Import.LARGEST_BATCH) {
            throw new CommandFailure("--batch must be 1 to " + Import.LARGEST_BATCH);
        }
        var output = Output.standard(spec.commandLine().getOut());
        var state = stackOption.running();
        var url = state.capture("/v1/batch");
        var report = new Import(url, key(state), batch).run(file, output);
        print(report, output);
        return report.refused() == 0 ? ExitCode.DONE : ExitCode.PARTLY;
    }

    private String key(StackState state) {
        if (writeKey != null) {
            return writeKey;
        }
        var access = state.access();
        if (environment != null && !environment.equals(access.environment())) {
            throw new CommandFailure("give the --write-key of %s; only that of %s is known here"
                    .formatted(environment, access.environment()));
        }
        return access.writeKey();
    }

    private static void print(ImportReport report, Output output) {
        report.firstRefused().forEach(line -> output.say("line %,d: %s".formatted(line.number(), line.reason())));
        long more = report.refused() - report.firstRefused().size();
        if (more > 0) {
            output.say("and %,d more".formatted(more));
        }
        output.say("%,d accepted, %,d repeated, %,d refused"
                .formatted(report.accepted(), report.repeated(), report.refused()));
    }
}
