package dev.sluice.identity.merge;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which aliases hold. Taken in the order of their stamps, an alias is refused when the identity it leaves has
 * become another one already, or when it would close a loop; so what holds depends on which aliases there are, never on
 * when they came.
 */
public final class AliasForest {

    private final Map<Long, Alias> holding = new HashMap<>();
    private final Set<String> conflicts = new HashSet<>();

    /** Shortcuts towards the end of each chain, to keep long chains cheap. */
    private final Map<Long, Long> towardsRoot = new HashMap<>();

    /** @param ordered all the aliases that hang together, by (time, call id) */
    public AliasForest(List<Alias> ordered) {
        ordered.forEach(this::take);
    }

    /** The alias that decided what each identity became; those that became nobody are absent. */
    public Map<Long, Alias> holding() {
        return Map.copyOf(holding);
    }

    /** Call ids of the aliases that were refused. */
    public Set<String> conflicts() {
        return Set.copyOf(conflicts);
    }

    private void take(Alias alias) {
        var earlier = holding.get(alias.from());
        if (earlier == null && root(alias.to()) != alias.from()) {
            holding.put(alias.from(), alias);
            towardsRoot.put(alias.from(), alias.to());
        } else if (earlier == null || earlier.to() != alias.to()) {
            conflicts.add(alias.callId());
        }
    }

    private long root(long user) {
        long root = user;
        while (towardsRoot.containsKey(root)) {
            root = towardsRoot.get(root);
        }
        long step = user;
        while (step != root) {
            step = towardsRoot.put(step, root);
        }
        return root;
    }
}
