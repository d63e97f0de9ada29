package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Sends calls in any order, in batches of any size. */
public final class RandomBatches {

    private static final int LARGEST = 8;

    private RandomBatches() {}

    public static List<List<IdentityCall>> of(List<IdentityCall> calls, Random random) {
        var left = new ArrayList<>(calls);
        Collections.shuffle(left, random);
        var batches = new ArrayList<List<IdentityCall>>();
        while (!left.isEmpty()) {
            var batch = left.subList(0, 1 + random.nextInt(Math.min(LARGEST, left.size())));
            batches.add(List.copyOf(batch));
            batch.clear();
        }
        return batches;
    }
}
