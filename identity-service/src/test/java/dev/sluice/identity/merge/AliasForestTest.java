package dev.sluice.identity.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AliasForestTest {

    private record Pair(long from, long to) {}

    @Property
    void agreesWithTheSlowAndObviousWay(@ForAll("pairs") List<Pair> pairs) {
        var aliases = aliases(pairs);
        var forest = new AliasForest(aliases);

        var holding = new HashMap<Long, Alias>();
        var conflicts = new HashSet<String>();
        for (var alias : aliases) {
            if (!holding.containsKey(alias.from()) && !reaches(holding, alias.to(), alias.from())) {
                holding.put(alias.from(), alias);
            } else if (!holding.containsKey(alias.from())
                    || holding.get(alias.from()).to() != alias.to()) {
                conflicts.add(alias.callId());
            }
        }
        assertEquals(holding, forest.holding());
        assertEquals(conflicts, forest.conflicts());
    }

    @Property
    void whatHoldsNeverFormsALoop(@ForAll("pairs") List<Pair> pairs) {
        var holding = new AliasForest(aliases(pairs)).holding();
        for (var alias : holding.values()) {
            assertEquals(false, reaches(holding, alias.to(), alias.from()));
        }
    }

    @Property
    void chainsOfAnyLengthEnd(@ForAll("lengths") int length) {
        var pairs = new ArrayList<Pair>();
        for (long user = length; user > 0; user--) {
            pairs.add(new Pair(user - 1, user));
        }
        pairs.add(new Pair(length, 0));
        assertEquals(Set.of("call " + length), new AliasForest(aliases(pairs)).conflicts());
    }

    @Provide
    Arbitrary<List<Pair>> pairs() {
        var users = Arbitraries.longs().between(1, 6);
        return Combinators.combine(users, users)
                .as(Pair::new)
                .filter(pair -> pair.from() != pair.to())
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(1, 5_000);
    }

    private static List<Alias> aliases(List<Pair> pairs) {
        var aliases = new ArrayList<Alias>();
        for (var pair : pairs) {
            int index = aliases.size();
            aliases.add(new Alias(pair.from(), pair.to(), Instant.ofEpochSecond(index), "call " + index));
        }
        return aliases;
    }

    private static boolean reaches(Map<Long, Alias> holding, long user, long goal) {
        return user == goal
                || holding.containsKey(user)
                        && reaches(holding, holding.get(user).to(), goal);
    }
}
