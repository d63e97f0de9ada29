package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.account.UserAccounts;
import dev.sluice.identity.feed.FeedPublication;
import dev.sluice.identity.link.UserLinks;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Has people overrule the calls: undoes and restores what merges two accounts, and approves merges that are held. What
 * people said is kept beside the calls, so what stands is a function of both sets and not of who came first.
 */
@Singleton
final class MergeReview {

    private static final String NAMED = """
            SELECT call_id, kind, user_id, to_user_id FROM identity_call WHERE environment = ? AND call_id = ANY (?)
            """;

    private static final String UNDO = """
            INSERT INTO undone_merge (environment, kind, user_id, to_user_id)
            SELECT ?, pair.* FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS pair(kind, user_id, to_user_id)
            ON CONFLICT DO NOTHING
            """;

    private static final String RESTORE = """
            DELETE FROM undone_merge u
            USING unnest(?::text[], ?::bigint[], ?::bigint[]) AS pair(kind, user_id, to_user_id)
            WHERE u.environment = ? AND u.kind = pair.kind
              AND u.user_id = pair.user_id AND u.to_user_id = pair.to_user_id
            """;

    private static final String APPROVE = """
            INSERT INTO approved_merge (environment, user_id, to_user_id)
            SELECT ?, pair.* FROM unnest(?::bigint[], ?::bigint[]) AS pair(user_id, to_user_id)
            ON CONFLICT DO NOTHING
            """;

    private final Transactions transactions;
    private final FeedPublication feed;
    private final UserLinks links;
    private final UserAccounts accounts;

    MergeReview(Transactions transactions, FeedPublication feed, UserLinks links, UserAccounts accounts) {
        this.transactions = transactions;
        this.feed = feed;
        this.links = links;
        this.accounts = accounts;
    }

    /** @return whom the accounts are by now */
    Set<Long> undo(String environment, String callId) {
        return transactions.write(transaction -> {
            var pairs = merging(transaction, environment, callId);
            transaction.execute(UNDO, environment, kinds(pairs), users(pairs), targets(pairs));
            return follow(transaction, environment, pairs);
        });
    }

    /** @return whom the accounts are by now */
    Set<Long> restore(String environment, String callId) {
        return transactions.write(transaction -> {
            var pairs = merging(transaction, environment, callId);
            transaction.execute(RESTORE, kinds(pairs), users(pairs), targets(pairs), environment);
            return follow(transaction, environment, pairs);
        });
    }

    void approve(String environment, Set<String> callIds) {
        transactions.write(transaction -> {
            var pairs = identifying(transaction, environment, callIds);
            transaction.execute(APPROVE, environment, users(pairs), targets(pairs));
            return follow(transaction, environment, pairs);
        });
    }

    private Set<Pair> merging(Transaction transaction, String environment, String callId) {
        var named = named(transaction, environment, Set.of(callId));
        require(!named.isEmpty(), "merges nobody");
        return pairs(named);
    }

    private Set<Pair> identifying(Transaction transaction, String environment, Set<String> callIds) {
        var identifies = named(transaction, environment, callIds).stream()
                .filter(one -> one.pair().kind() == MergeKind.IDENTIFY)
                .toList();
        require(callIds(identifies).containsAll(callIds), "is no identify");
        return pairs(identifies);
    }

    /** Takes the lock, so that no other call of the pair comes in between. */
    private List<Named> named(Transaction transaction, String environment, Set<String> callIds) {
        feed.lock(transaction, environment);
        var known = transaction.list(NAMED, Named::of, environment, Column.texts(callIds));
        if (!callIds(known).containsAll(callIds)) {
            throw new Failure.NotFound(ErrorReason.ERROR_REASON_CALL_NOT_FOUND, "no call has this id");
        }
        return known.stream().filter(one -> one.pair() != null).toList();
    }

    private Set<Long> follow(Transaction transaction, String environment, Set<Pair> pairs) {
        var regrouped = links.followAnew(
                transaction, environment, usersOf(MergeKind.IDENTIFY, pairs), usersOf(MergeKind.ALIAS, pairs));
        feed.publish(transaction, environment, regrouped);
        var both = new HashSet<Long>();
        pairs.forEach(pair -> {
            both.add(pair.userId());
            both.add(pair.toUserId());
        });
        return accounts.roots(transaction, environment, both);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Failure.Precondition(ErrorReason.ERROR_REASON_WRONG_STATE, "the call " + what);
        }
    }

    private static Set<String> callIds(List<Named> calls) {
        return calls.stream().map(Named::callId).collect(Collectors.toSet());
    }

    private static Set<Pair> pairs(List<Named> calls) {
        return calls.stream().map(Named::pair).collect(Collectors.toSet());
    }

    private static Set<Long> usersOf(MergeKind kind, Set<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.kind() == kind)
                .map(Pair::userId)
                .collect(Collectors.toSet());
    }

    private static Column kinds(Collection<Pair> pairs) {
        return Column.texts(pairs.stream().map(pair -> pair.kind().word()).toList());
    }

    private static Column users(Collection<Pair> pairs) {
        return Column.bigints(pairs.stream().map(Pair::userId).toList());
    }

    private static Column targets(Collection<Pair> pairs) {
        return Column.bigints(pairs.stream().map(Pair::toUserId).toList());
    }

    /** A call, and the pair that it merges; null for one that by its kind merges nobody. */
    private record Named(String callId, Pair pair) {
        static Named of(Row row) {
            var kind = row.text("kind");
            var pair = kind.equals("add_user_properties")
                    ? null
                    : new Pair(MergeKind.of(kind), row.number("user_id"), row.number("to_user_id"));
            return new Named(row.text("call_id"), pair);
        }
    }
}
