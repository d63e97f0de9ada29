package dev.sluice.worker.run;

import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine;

/** Does one run and exits: for a Kubernetes CronJob, safely beside the schedule and other jobs. */
public class OneShot implements QuarkusApplication {

    private final Runs runs;

    OneShot(Runs runs) {
        this.runs = runs;
    }

    @Override
    public int run(String... arguments) {
        return new CommandLine(new SyncCommand(runs)).execute(arguments);
    }
}
