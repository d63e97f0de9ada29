package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Calls of one environment, and what people come to say of them; parts of it can be told by several at once. */
public record History(String environment, List<IdentityCall> calls, Rulings rulings) {

    public static History random(String environment, Random random) {
        var calls = new RandomCalls(random).list();
        return new History(environment, calls, Rulings.random(calls, random));
    }

    /** The pairs that one of several rules on, so that no two gainsay each other. */
    public Set<Pair> pairs(int part, int parts) {
        var all = Pair.all(calls);
        var pairs = new HashSet<Pair>();
        for (int i = part; i < all.size(); i += parts) {
            pairs.add(all.get(i));
        }
        return pairs;
    }

    /** Of the calls those that one of several sends where none is sent twice: whoever rules on a pair, its calls. */
    public List<IdentityCall> calls(int part, int parts) {
        var pairs = pairs(part, parts);
        return IntStream.range(0, calls.size())
                .filter(i ->
                        calls.get(i).hasAddUserProperties() ? i % parts == part : pairs.contains(Pair.of(calls.get(i))))
                .mapToObj(calls::get)
                .toList();
    }
}
