package dev.sluice.worker.run;

import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine;

/** Does one run and exits: for a Kubernetes CronJob, safely beside the schedule and other jobs. */
public class OneShot implements QuarkusApplication {

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
        return new CommandLine(new SyncCommand(runs, chosen)).execute(arguments);
    }
}
