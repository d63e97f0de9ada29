package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.account.UserAccounts;
import dev.sluice.identity.feed.FeedPublication;
import dev.sluice.identity.link.UserLinks;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Forgets whole users, in one transaction. What stands afterwards is what the calls that remain would have made. Of the
 * deleted, two things are left for readers of the feeds to learn that they are gone: their ids, and which of them had
 * migrated; a key that comes again is a new user and takes these places.
 */
@Singleton
final class UserDeletion {

    private static final String REMOVE_ACCOUNTS = """
            DELETE FROM user_account WHERE environment = ? AND user_id = ANY (?) RETURNING user_id
            """;

    private static final String REMOVE_PROPERTIES = """
            DELETE FROM user_property WHERE environment = ? AND user_id = ANY (?)
            """;

    private static final String WITHDRAW_MIGRATIONS = """
            UPDATE user_migration SET withdrawn = true, position = NULL
            WHERE environment = ? AND from_user_id = ANY (?) AND NOT withdrawn
            """;

    private static final String REMOVE_UNDONE = """
            DELETE FROM undone_merge WHERE environment = ? AND (user_id = ANY (?) OR to_user_id = ANY (?))
            """;

    private static final String REMOVE_APPROVALS = """
            DELETE FROM approved_merge WHERE environment = ? AND (user_id = ANY (?) OR to_user_id = ANY (?))
            """;

    private final Transactions transactions;
    private final FeedPublication feed;
    private final UserTrees trees;
    private final UserAccounts accounts;
    private final ForgottenCalls calls;
    private final UserLinks links;

    UserDeletion(
            Transactions transactions,
            FeedPublication feed,
            UserTrees trees,
            UserAccounts accounts,
            ForgottenCalls calls,
            UserLinks links) {
        this.transactions = transactions;
        this.feed = feed;
        this.trees = trees;
        this.accounts = accounts;
        this.calls = calls;
        this.links = links;
    }

    /**
     * The number of accounts that were still there.
     *
     * @throws Failure.Precondition with WRONG_STATE when some of them are one user with others by now
     */
    int delete(String environment, Set<Long> userIds) {
        return transactions.write(transaction -> {
            feed.lock(transaction, environment);
            requireWhole(transaction, environment, userIds);
            var gone = Set.copyOf(transaction.list(
                    REMOVE_ACCOUNTS, row -> row.number("user_id"), environment, Column.bigints(userIds)));
            if (!gone.isEmpty()) {
                feed.publish(transaction, environment, forget(transaction, environment, gone));
            }
            return gone.size();
        });
    }

    private void requireWhole(Transaction transaction, String environment, Set<Long> userIds) {
        if (!userIds.containsAll(trees.idsWith(transaction, environment, userIds))) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WRONG_STATE, "the user has more accounts by now; list them again");
        }
    }

    /** Everyone of whom the feed has something new to say. */
    private Set<Long> forget(Transaction transaction, String environment, Set<Long> gone) {
        var ids = Column.bigints(gone);
        transaction.execute(REMOVE_PROPERTIES, environment, ids);
        transaction.execute(WITHDRAW_MIGRATIONS, environment, ids);
        transaction.execute(REMOVE_UNDONE, environment, ids, ids);
        transaction.execute(REMOVE_APPROVALS, environment, ids, ids);
        var others = calls.forget(transaction, environment, gone);
        var changed = new HashSet<>(gone);
        changed.addAll(links.followAnew(transaction, environment, others.identified(), Set.of()));
        changed.addAll(others.removed());
        changed.addAll(accounts.roots(transaction, environment, others.changed()));
        return changed;
    }
}
