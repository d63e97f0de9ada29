package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.client.Service;
import dev.sluice.local.console.Silent;
import dev.sluice.local.stack.BreakableStack;
import dev.sluice.local.sync.Runs;
import dev.sluice.sync.v1.GetRunResponse;
import dev.sluice.sync.v1.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A run that meets a service which is starting waits for it. */
final class RestartedServicesIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void runWaitsForTheServicesThatItAsks() {
        // Longer than a start takes on any machine.
        try (var stack = BreakableStack.start(folder, Map.of("sluice.remote.deadline", "1m"));
                var client = stack.client()) {
            var runs = new Runs(client, stack.newEnvironment(client, "restarted"));
            Supplier<List<GetRunResponse>> sync = () -> runs.sync(Silent.output());
            sync.get();
            for (var service : List.of(Service.DEFINITIONS, Service.IDENTITY)) {
                stack.kill(service);
                var ended = CompletableFuture.supplyAsync(sync);
                stack.startAgain(service);
                ended.join()
                        .forEach(run -> assertEquals(
                                RunState.RUN_STATE_SUCCEEDED, run.getRun().getState(), run::toString));
            }
        }
    }
}
