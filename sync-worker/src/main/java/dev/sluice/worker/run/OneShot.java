package dev.sluice.worker.run;

import dev.sluice.errors.DatabaseOutage;
import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine;

/** Does one run and exits: for a Kubernetes CronJob, safely beside the schedule and other jobs. */
public class OneShot implements QuarkusApplication {

    private final Runs runs;
    private final ChosenEvents chosen;

    OneShot(Runs runs, ChosenEvents chosen) {
        this.runs = runs;
        this.chosen = chosen;
    }

    @Override
    public int run(String... arguments) {
        return new CommandLine(new SyncCommand(runs, chosen)).execute(arguments);
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
