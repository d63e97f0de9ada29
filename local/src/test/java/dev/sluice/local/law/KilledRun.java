package dev.sluice.local.law;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run in a process of its own that is killed after a while, wherever it has got to; it may have ended by then. */
final class KilledRun {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private KilledRun() {}

    /** When this returns, the lease of the killed run has expired. */
    static void over(EnvironmentAccess access, List<String> settings, Duration life) {
        try {
            var run = new ProcessBuilder(commandLine(access, settings))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            if (!run.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
                run.destroyForcibly().waitFor();
            }
            Thread.sleep(LEASE.plusMillis(200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> commandLine(EnvironmentAccess access, List<String> settings) {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), List.of("-Dsluice.run.lease=" + LEASE, "-Dsluice.run.renew-every=PT0.3S"));
        line.addAll(line.indexOf("-jar"), settings);
        line.addAll(List.of("--environment", access.environment(), "--warehouse", access.warehouse()));
        return line;
    }
}
