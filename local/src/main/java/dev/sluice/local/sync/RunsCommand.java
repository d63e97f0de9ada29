package dev.sluice.local.sync;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.WorkerTarget;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists runs. */
@Command(name = "runs", description = "Lists the runs of a warehouse, newest first.")
public final class RunsCommand implements Callable<Integer> {

    private static final List<String> HEADERS =
            List.of("run", "kind", "started by", "started (UTC)", "state", "landed", "changes", "seconds", "failure");

    @Option(names = "--limit", defaultValue = "20", description = "How many, 1 to 1000 (default: 20).")
    private int limit;

    @Mixin
    private WorkerTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = target.client()) {
            var runs = client.sync()
                    .listRuns(ListRunsRequest.newBuilder()
                            .setEnvironment(target.access().environment())
                            .setWarehouse(target.access().warehouse())
                            .setPageSize(limit)
                            .build())
                    .getRunsList();
            Output.standard(spec.commandLine().getOut())
                    .table(HEADERS, runs.stream().map(RunsCommand::row).toList());
            return ExitCode.DONE;
        }
    }

    private static List<Object> row(Run run) {
        return List.of(
                run.getId(),
                RunText.kind(run),
                RunText.startedBy(run),
                RunText.started(run).truncatedTo(ChronoUnit.SECONDS),
                RunText.state(run),
                run.getLandedEvents(),
                run.getAppliedChanges(),
                RunText.took(run).toMillis() / 1e3,
                RunText.failure(run));
    }
}
