package dev.sluice.identity.account;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives new accounts ids that no other account of the environment has. Which of two colliding keys keeps the id depends
 * on which was seen first: the one thing here that the set of calls does not decide. It takes two hashes that agree in
 * 53 bits, or somebody who sends another's hash as a number; neither may ever make two users one.
 */
@Singleton
final class UserIdAllotment {

    private static final String TAKEN = """
            SELECT user_id FROM user_account WHERE environment = ? AND user_id = ANY (?)
            """;

    /** Numbers first: within one batch they stay themselves. */
    private static final Comparator<AccountKey> ORDER = Comparator.<AccountKey, Boolean>comparing(
                    key -> UserIds.ownNumber(key).isEmpty())
            .thenComparing(AccountKey::kind)
            .thenComparing(AccountKey::key);

    private final Counter collisions;

    UserIdAllotment(MeterRegistry meters) {
        collisions = Counter.builder("sluice.identity.id.collisions")
                .description("ids found taken by another key, and salted again")
                .register(meters);
    }

    Map<AccountKey, Long> allot(Transaction transaction, String environment, Collection<AccountKey> keys) {
        var allotted = new HashMap<AccountKey, Long>();
        var used = new HashSet<Long>();
        List<AccountKey> waiting = keys.stream().sorted(ORDER).toList();
        for (int salt = 0; !waiting.isEmpty(); salt++) {
            var candidates = candidates(environment, waiting, salt);
            used.addAll(taken(transaction, environment, candidates.values()));
            waiting = settle(waiting, candidates, used, allotted);
            collisions.increment(waiting.size());
        }
        return allotted;
    }

    private static Map<AccountKey, Long> candidates(String environment, List<AccountKey> keys, int salt) {
        var candidates = new HashMap<AccountKey, Long>();
        keys.forEach(key -> candidates.put(key, UserIds.candidate(environment, key, salt)));
        return candidates;
    }

    /** The keys whose candidate was taken. */
    private static List<AccountKey> settle(
            List<AccountKey> waiting,
            Map<AccountKey, Long> candidates,
            Set<Long> used,
            Map<AccountKey, Long> allotted) {
        var unlucky = new ArrayList<AccountKey>();
        for (var key : waiting) {
            long candidate = candidates.get(key);
            if (used.add(candidate)) {
                allotted.put(key, candidate);
            } else {
                unlucky.add(key);
            }
        }
        return unlucky;
    }

    private static List<Long> taken(Transaction transaction, String environment, Collection<Long> candidates) {
        return transaction.list(TAKEN, row -> row.number("user_id"), environment, Column.bigints(candidates));
    }
}
