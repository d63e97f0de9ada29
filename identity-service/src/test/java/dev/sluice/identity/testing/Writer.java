package dev.sluice.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.identity.v1.IdentityCall;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One of those who write at the same time: sends calls in batches, and between them rules on some pairs. */
public final class Writer {

    private final String environment;
    private final List<List<IdentityCall>> batches;
    private final Set<Pair> pairs;
    private final Instances instances;
    private final People people;

    /** @param calls in any order and batches; @param pairs those of them that nobody else rules on */
    public Writer(
            History history,
            List<IdentityCall> calls,
            Set<Pair> pairs,
            Instances instances,
            Instances ruling,
            Random random) {
        environment = history.environment();
        batches = RandomBatches.of(calls, random);
        this.pairs = pairs;
        this.instances = instances;
        // Of its own, since whoever writes meanwhile would make what it draws another each time.
        people = new People(ruling, environment, history.rulings(), new Random(random.nextLong()));
    }

    public int batches() {
        return batches.size();
    }

    /** @param acknowledged told after each batch */
    public void write(Runnable acknowledged) {
        for (var batch : batches) {
            instances.tell(
                    client -> assertEquals(0, client.apply(environment, batch).getRefusedCount()));
            acknowledged.run();
            people.sayOf(batch.stream()
                    .filter(call -> !call.hasAddUserProperties() && pairs.contains(Pair.of(call)))
                    .toList());
        }
        people.sayTheLast();
    }
}
