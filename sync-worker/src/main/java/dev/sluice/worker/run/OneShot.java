package dev.sluice.worker.run;

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
}
