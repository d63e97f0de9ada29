package dev.sluice.local.law;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A run that is killed leaves a warehouse as it was; run again, it is as if nothing had happened. */
final class KilledRunIT {

    /** From before a run opens the warehouse to after it has ended, however fast the machine. */
    private static final int LONGEST_LIFE = 6_000;

    private static final int SHORTEST_LIFE = 1_500;

    private final Random random = new Random();
    private final World world = new World();

    @Test
    void killedRunsAndOneThatIsNotMakeTheSameWarehouse() {
        for (var calls : batches()) {
            world.capture(calls);
            world.runAndKill(random.nextBoolean(), Duration.ofMillis(random.nextInt(SHORTEST_LIFE, LONGEST_LIFE)));
        }
        world.runs().sync();
        try (var grown = world.open();
                var fresh = world.fresh()) {
            Difference.none(new Dump(fresh).everything(world.schema()), new Dump(grown).everything(world.schema()));
        }
    }

    private static List<List<Call>> batches() {
        var history = RandomCalls.ofSize(120).sample();
        return List.of(history.subList(0, 50), history.subList(50, 90), history.subList(90, 120));
    }
}
