package dev.sluice.identity.testing;

import dev.sluice.identity.v1.IdentityCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Has people say of merges what they are to have said in the end, sooner or later, and change their minds on the way. */
public final class People {

    private final Instances instances;
    private final String environment;
    private final Rulings wanted;
    private final Random random;
    private final Map<Pair, String> callIds = new HashMap<>();
    private final Set<Pair> undone = new HashSet<>();
    private final Set<Pair> approved = new HashSet<>();

    public People(Instances instances, String environment, Rulings wanted, Random random) {
        this.instances = instances;
        this.environment = environment;
        this.wanted = wanted;
        this.random = random;
    }

    /** Something of one call that the service has taken, or nothing. */
    public void sayOf(List<IdentityCall> taken) {
        hearOf(taken);
        callIds.keySet().stream()
                .sorted(Comparator.comparing(Pair::toString))
                .toList()
                .forEach(pair -> {
                    switch (random.nextInt(8)) {
                        case 0 -> undo(pair, !undone.contains(pair));
                        case 1, 2 -> undo(pair, wanted.undone().contains(pair));
                        case 3 -> approve(pair);
                        default -> {}
                    }
                });
    }

    /** Of calls that the service has taken, to say the last of them. */
    public void hearOf(List<IdentityCall> taken) {
        taken.stream()
                .filter(call -> !call.hasAddUserProperties())
                .forEach(call -> callIds.put(Pair.of(call), call.getStamp().getCallId()));
    }

    /** What has not been said yet. */
    public void sayTheLast() {
        for (var pair : callIds.keySet()) {
            approve(pair);
            if (undone.contains(pair) != wanted.undone().contains(pair)) {
                undo(pair, wanted.undone().contains(pair));
            }
        }
    }

    private void undo(Pair pair, boolean undo) {
        if (undo) {
            instances.tell(client -> client.undo(environment, callIds.get(pair)));
            undone.add(pair);
        } else {
            instances.tell(client -> client.restore(environment, callIds.get(pair)));
            undone.remove(pair);
        }
    }

    private void approve(Pair pair) {
        if (wanted.approved().contains(pair) && approved.add(pair)) {
            instances.tell(client -> client.approve(environment, List.of(callIds.get(pair))));
        }
    }
}
