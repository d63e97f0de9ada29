package dev.sluice.identity.account;

import dev.sluice.identity.feed.FeedPublication;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers which user ids keys have, making the accounts that are missing. Most batches of a run name nobody new, so it
 * first looks without the environment's lock and takes it only when something must change.
 */
@Singleton
public final class UserResolution {

    private final Transactions transactions;
    private final UserAccounts accounts;
    private final FeedPublication feed;

    UserResolution(Transactions transactions, UserAccounts accounts, FeedPublication feed) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.feed = feed;
    }

    /** In the order of the sightings, before any migration. */
    public List<Long> resolve(String environment, List<Sighting> sightings) {
        return idsOf(
                sightings,
                known(environment, sightings).orElseGet(() -> transactions.write(record(environment, sightings))));
    }

    /** The same answer, with nothing kept. */
    public List<Long> rehearse(String environment, List<Sighting> sightings) {
        return idsOf(
                sightings,
                known(environment, sightings).orElseGet(() -> transactions.rehearse(record(environment, sightings))));
    }

    private Optional<Map<AccountKey, Long>> known(String environment, List<Sighting> sightings) {
        var keys = sightings.stream().map(Sighting::account).distinct().toList();
        var found = transactions.read(transaction -> accounts.find(transaction, environment, keys));
        boolean nothingNew = sightings.stream().allMatch(seen -> {
            var account = found.get(seen.account());
            return account != null
                    && account.firstEvent()
                            .filter(first -> !seen.firstSeen().isBefore(first))
                            .isPresent();
        });
        return nothingNew ? Optional.of(UserAccounts.userIds(found)) : Optional.empty();
    }

    private Function<Transaction, Map<AccountKey, Long>> record(String environment, List<Sighting> sightings) {
        return transaction -> {
            feed.lock(transaction, environment);
            var seen = accounts.record(transaction, environment, sightings);
            feed.publish(transaction, environment, accounts.roots(transaction, environment, seen.changed()));
            return seen.userIds();
        };
    }

    private static List<Long> idsOf(List<Sighting> sightings, Map<AccountKey, Long> userIds) {
        return sightings.stream().map(seen -> userIds.get(seen.account())).toList();
    }
}
