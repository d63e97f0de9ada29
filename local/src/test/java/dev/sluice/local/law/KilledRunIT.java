package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed leaves a warehouse as it was; run again, it is as if nothing had happened. */
final class KilledRunIT {

    /** From before a run opens the warehouse to after it has ended, however fast the machine. */
    private static final int LONGEST_LIFE = 6_000;

    private static final int SHORTEST_LIFE = 1_500;
    private static final Duration LEASE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private final World world = new World();

    @Test
    void killedRunsAndOneThatIsNotMakeTheSameWarehouse() throws IOException, InterruptedException {
        for (var calls : batches()) {
            world.capture(calls);
            runAndKill();
        }
        Thread.sleep(LEASE.plusMillis(200));
        world.sync();
        try (var grown = world.open();
                var fresh = world.fresh()) {
            assertEquals(new Dump(fresh).everything(world.schema()), new Dump(grown).everything(world.schema()));
        }
    }

    private static List<List<Call>> batches() {
        var history = Histories.ofSize(120).sample();
        return List.of(history.subList(0, 50), history.subList(50, 90), history.subList(90, 120));
    }

    private void runAndKill() throws IOException, InterruptedException {
        var line = new ArrayList<>(Stack.get().workerCommand());
        line.addAll(line.indexOf("-jar"), List.of("-Dsluice.run.lease=" + LEASE, "-Dsluice.run.renew-every=PT0.3S"));
        line.addAll(world.oneShotArguments());
        var run = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        if (!run.waitFor(random.nextInt(SHORTEST_LIFE, LONGEST_LIFE), TimeUnit.MILLISECONDS)) {
            run.destroyForcibly().waitFor();
        }
        Thread.sleep(LEASE.plusMillis(200));
    }
}
