package dev.sluice.local.stack;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asks first, then insists. */
final class Termination {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Termination() {}

    static void end(ProcessHandle process) {
        process.destroy();
        if (!ends(process, PATIENCE)) {
            process.destroyForcibly();
            ends(process, PATIENCE);
        }
    }

    static boolean ends(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
