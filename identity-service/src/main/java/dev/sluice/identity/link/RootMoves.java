package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows changed links to their ends: gives everyone behind them their new root, and keeps their migrations one hop
 * long. One statement, however many users move; links never form a loop, so every chain ends.
 */
@Singleton
final class RootMoves {

    /** A link whose call changed has its migration's time changed, even if it leads where it led before. */
    private static final String MOVE = """
            WITH RECURSIVE
            up(start_id, user_id, link_user_id) AS (
                SELECT a.user_id, a.user_id, a.link_user_id
                FROM user_account a WHERE a.environment = ? AND a.user_id = ANY (?)
                UNION ALL
                SELECT up.start_id, a.user_id, a.link_user_id
                FROM up JOIN user_account a ON a.environment = ? AND a.user_id = up.link_user_id),
            down(user_id, root_user_id) AS (
                SELECT start_id, user_id FROM up WHERE link_user_id IS NULL
                UNION
                SELECT a.user_id, down.root_user_id
                FROM down JOIN user_account a ON a.environment = ? AND a.link_user_id = down.user_id),
            moved AS (
                UPDATE user_account a
                SET root_user_id = down.root_user_id
                FROM down JOIN user_account before ON before.environment = ? AND before.user_id = down.user_id
                WHERE a.environment = ? AND a.user_id = down.user_id
                  AND (before.root_user_id <> down.root_user_id OR a.user_id = ANY (?))
                RETURNING a.user_id, a.link_time, before.root_user_id AS old_root, down.root_user_id AS new_root),
            migrated AS (
                INSERT INTO user_migration AS m (environment, from_user_id, to_user_id, time, withdrawn)
                SELECT ?, user_id, new_root, link_time, false FROM moved WHERE new_root <> user_id
                ON CONFLICT (environment, from_user_id) DO UPDATE
                SET to_user_id = excluded.to_user_id, time = excluded.time, withdrawn = false, position = NULL
                WHERE (m.to_user_id, m.time, m.withdrawn) IS DISTINCT FROM (excluded.to_user_id, excluded.time, false)),
            withdrawn AS (
                UPDATE user_migration m
                SET withdrawn = true, position = NULL
                WHERE m.environment = ? AND NOT m.withdrawn
                  AND m.from_user_id = ANY (ARRAY(SELECT user_id FROM moved WHERE new_root = user_id)))
            SELECT DISTINCT old_root, new_root FROM moved WHERE old_root <> new_root
            """;

    /** The roots that gained or lost somebody, and the ids that became or ceased to be one. */
    Set<Long> follow(Transaction transaction, String environment, Set<Long> relinked) {
        var roots = new HashSet<Long>();
        if (relinked.isEmpty()) {
            return roots;
        }
        var users = Column.bigints(relinked);
        transaction.visit(
                MOVE,
                row -> {
                    roots.add(row.number("old_root"));
                    roots.add(row.number("new_root"));
                    return true;
                },
                environment,
                users,
                environment,
                environment,
                environment,
                environment,
                users,
                environment,
                environment);
        return roots;
    }
}
