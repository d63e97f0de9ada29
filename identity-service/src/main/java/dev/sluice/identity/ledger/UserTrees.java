package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.account.AccountKind;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the accounts that are one user by now: those whose links end at the same root. */
@Singleton
final class UserTrees {

    private static final String ROOT_OF_ID = """
            SELECT root_user_id FROM user_account WHERE environment = ? AND user_id = ?
            """;

    private static final String ROOT_OF_KEY = """
            SELECT root_user_id FROM user_account WHERE environment = ? AND kind = ? AND key = ?
            """;

    private static final String MEMBERS = """
            SELECT user_id, kind, key FROM user_account WHERE environment = ? AND root_user_id = ? ORDER BY user_id
            """;

    private static final String MEMBERS_OF_ALL = """
            SELECT member.user_id
            FROM (SELECT DISTINCT root_user_id FROM user_account WHERE environment = ? AND user_id = ANY (?)) tree
            JOIN user_account member ON member.environment = ? AND member.root_user_id = tree.root_user_id
            """;

    /** @throws Failure.NotFound with USER_NOT_FOUND */
    UserTree of(Transaction transaction, String environment, long userId) {
        return tree(
                transaction,
                environment,
                transaction.first(ROOT_OF_ID, UserTrees::root, environment, userId),
                "no user has or had the id " + userId);
    }

    /** @throws Failure.NotFound with USER_NOT_FOUND */
    UserTree of(Transaction transaction, String environment, AccountKey key) {
        return tree(
                transaction,
                environment,
                transaction.first(
                        ROOT_OF_KEY, UserTrees::root, environment, key.kind().word(), key.key()),
                "no call or event named this user");
    }

    /** The ids of everyone who is the same user as any of these. */
    List<Long> idsWith(Transaction transaction, String environment, Collection<Long> userIds) {
        return transaction.list(
                MEMBERS_OF_ALL, row -> row.number("user_id"), environment, Column.bigints(userIds), environment);
    }

    private static UserTree tree(Transaction transaction, String environment, Optional<Long> found, String missing) {
        long root = found.orElseThrow(() -> new Failure.NotFound(ErrorReason.ERROR_REASON_USER_NOT_FOUND, missing));
        return new UserTree(root, transaction.list(MEMBERS, UserTrees::account, environment, root));
    }

    private static Account account(Row row) {
        return new Account(row.number("user_id"), new AccountKey(AccountKind.of(row.text("kind")), row.text("key")));
    }

    private static long root(Row row) {
        return row.number("root_user_id");
    }
}
