package dev.sluice.worker.run;

import dev.sluice.errors.DatabaseOutage;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The one-shot mode's command line. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = "Does one run over one warehouse and exits.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done, or nothing to do",
            "1:the run failed; its record and the log say why",
            "2:the command line is wrong",
            "3:another run, or another process, holds the warehouse",
            "4:a service or database that is needed does not answer",
            "5:some tables failed and were left out; the others are up to date",
            "6:somebody cancelled the run",
            "143:it was told to stop, and has handed the run over"
        })
final class SyncCommand implements Callable<Integer> {

    private static final Logger LOG = Logger.getLogger(SyncCommand.class);

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BUSY = 3;
    static final int UNAVAILABLE = 4;
    static final int PARTIAL = 5;
    static final int CANCELLED = 6;

    private final Runs runs;
    private final ChosenEvents chosen;

    @Option(names = "--environment", required = true, description = "The environment's name, main_production.")
    private String environment;

    @Option(names = "--warehouse", required = true, description = "The warehouse's name.")
    private String warehouse;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "EVENT",
            description = "Names of events: tables of others wait for their rows. Default: all come up to date.")
    private List<String> only = List.of();

    SyncCommand(Runs runs, ChosenEvents chosen) {
        this.runs = runs;
        this.chosen = chosen;
    }

    @Override
    public Integer call() {
        try {
            return report(runs.runOnce(environment, warehouse, chosen.ofNames(environment, warehouse, only)));
        } catch (RuntimeException e) {
            var failed = RunFailures.failed(
                    DatabaseOutage.behind(e).<RuntimeException>map(away -> away).orElse(e));
            LOG.errorf("No run was done: reason=%s cause=%s", GrpcStatuses.name(failed.reason()), failed.message());
            return exitCode(failed.reason());
        }
    }

    private int report(RunRecord run) {
        if (run.failureReason == null) {
            LOG.infof(
                    "The job's run has ended: run=%s landed_events=%d applied_changes=%d result=%s",
                    run.id, run.landedEvents, run.appliedChanges, run.message);
            return switch (run.state) {
                case PARTIAL -> reportLeftOut(run);
                case CANCELLED -> CANCELLED;
                case QUEUED, RUNNING, SUCCEEDED, FAILED -> DONE;
            };
        }
        var reason = ErrorReason.valueOf(run.failureReason);
        LOG.errorf(
                "The job's run has failed: run=%s reason=%s cause=%s",
                run.id, GrpcStatuses.name(reason), run.failureMessage);
        return exitCode(reason);
    }

    private int reportLeftOut(RunRecord run) {
        RunMapper.run(run)
                .getTableFailuresList()
                .forEach(failure -> LOG.errorf(
                        "A table was left out: run=%s table=%s cause=%s",
                        run.id, failure.getTable(), failure.getMessage()));
        return PARTIAL;
    }

    private static int exitCode(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_WAREHOUSE_BUSY -> BUSY;
            case ERROR_REASON_DEPENDENCY_UNAVAILABLE -> UNAVAILABLE;
            default -> FAILED;
        };
    }
}
