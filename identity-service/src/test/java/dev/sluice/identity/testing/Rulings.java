package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What people said of merges. */
public record Rulings(Set<Pair> undone, Set<Pair> approved) {

    public static final Rulings NONE = new Rulings(Set.of(), Set.of());

    /** Some of the merges undone, and some of those that can be held approved. */
    public static Rulings random(List<IdentityCall> calls, Random random) {
        var undone = new HashSet<>(Pair.all(calls));
        undone.removeIf(_ -> random.nextInt(3) > 0);
        var approved = new HashSet<>(Pair.all(calls));
        approved.removeIf(pair -> !pair.from().hasAnonymousId() || random.nextInt(4) > 0);
        return new Rulings(undone, approved);
    }
}
