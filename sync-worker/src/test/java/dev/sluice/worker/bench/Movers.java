package dev.sluice.worker.bench;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The same users again and again, who move to ids of their own each time: every time as many rows move. */
final class Movers {

    private static final long STEP = 1_000_000;

    private final long first;
    private final int count;
    private long steps;

    Movers(long first, int count) {
        this.first = first;
        this.count = count;
    }

    static long next(long user) {
        return user + STEP;
    }

    int count() {
        return count;
    }

    /** Where they are by now. */
    LongStream here() {
        return LongStream.range(first, first + count).map(user -> user + steps * STEP);
    }

    void stage(Warehouse warehouse) {
        try (var load = warehouse.load(Staging.CHANGED_MIGRATIONS)) {
            here().forEach(user -> load.add(Arrays.asList(user, next(user), Instant.EPOCH, false)));
        }
        steps++;
    }
}
