package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.UserKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The two accounts that a call says are one. Anonymous users are only ever identified, identities aliased. */
public record Pair(UserKey from, UserKey to) {

    public static Pair of(IdentityCall call) {
        return new Pair(Oracle.named(call).getFirst(), Oracle.named(call).getLast());
    }

    public static List<Pair> all(List<IdentityCall> calls) {
        return List.copyOf(calls.stream()
                .filter(call -> !call.hasAddUserProperties())
                .map(Pair::of)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
