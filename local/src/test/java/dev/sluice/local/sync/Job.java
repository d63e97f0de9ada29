package dev.sluice.local.sync;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One run in a process of its own, as a CronJob does it. */
final class Job {

    private Job() {}

    /** @param settings as the Java command takes them, {@code -Dname=value} */
    static Process start(EnvironmentAccess access, String... settings) throws IOException {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), List.of(settings));
        line.addAll(List.of("--environment", access.environment(), "--warehouse", access.warehouse()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
    }

    /**
     * @param log what it prints is written there
     * @param settings as the Java command takes them
     * @return the exit code
     */
    static int run(Path log, List<String> settings, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), settings);
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    /** @return the exit code */
    static int run(EnvironmentAccess access, String... settings) throws IOException, InterruptedException {
        return start(access, settings).waitFor();
    }
}
