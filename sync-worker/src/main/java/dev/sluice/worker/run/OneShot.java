package dev.sluice.worker.run;

import dev.sluice.errors.DatabaseOutage;
import io.quarkus.runtime.QuarkusApplication;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Does one run and exits: for a Kubernetes CronJob, safely beside the schedule and other jobs. */
public class OneShot implements QuarkusApplication {

    private static final Logger LOG = Logger.getLogger(OneShot.class);

    private final Runs runs;
    private final ChosenEvents chosen;
    private final RunMetrics metrics;

    OneShot(Runs runs, ChosenEvents chosen, RunMetrics metrics) {
        this.runs = runs;
        this.chosen = chosen;
        this.metrics = metrics;
    }

    @Override
    public int run(String... arguments) {
        metrics.leaveToOthers();
        return new CommandLine(new SyncCommand(runs, chosen))
                .setParameterExceptionHandler(OneShot::refuse)
                .execute(arguments);
    }

    /** Into the log, as everything that a job says, so that it is read where the rest is. */
    private static int refuse(ParameterException wrong, String... arguments) {
        LOG.errorf("The command line is wrong, and --help lists the options: cause=%s", wrong.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    /**
     * Of a job that ends with {@code code}: a database that is away fails its start already, before there is a run.
     *
     * @param thrown null where nothing failed the start
     */
    public static int exitCode(int code, Throwable thrown) {
        return DatabaseOutage.behind(thrown).isPresent() ? SyncCommand.UNAVAILABLE : code;
    }
}
