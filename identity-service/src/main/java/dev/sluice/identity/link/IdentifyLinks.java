package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Links anonymous users to identities: of all the identify calls of a user in the ledger the one with the smallest
 * (time, call id) decides, and calls that name another identity are conflicts.
 */
@Singleton
final class IdentifyLinks {

    private static final String DECIDE = """
            UPDATE user_account a
            SET link_user_id = decided.to_user_id, link_time = decided.time, link_call_id = decided.call_id
            FROM (SELECT asked.user_id, earliest.*
                  FROM unnest(?::bigint[]) AS asked(user_id)
                  CROSS JOIN LATERAL (
                      SELECT c.to_user_id, c.time, c.call_id
                      FROM identity_call c
                      WHERE c.environment = ? AND c.kind = 'identify' AND c.user_id = asked.user_id
                      ORDER BY c.time, c.call_id
                      LIMIT 1) earliest) decided
            WHERE a.environment = ? AND a.user_id = decided.user_id
              AND (a.link_user_id, a.link_time, a.link_call_id)
                  IS DISTINCT FROM (decided.to_user_id, decided.time, decided.call_id)
            RETURNING a.user_id
            """;

    private static final String SETTLE = """
            UPDATE identity_call c
            SET outcome = CASE WHEN c.to_user_id = a.link_user_id THEN 'accepted' ELSE 'conflict' END
            FROM user_account a
            WHERE c.environment = ? AND c.kind = 'identify'
              AND a.environment = c.environment AND a.user_id = c.user_id
              AND (c.outcome = 'accepted') <> (c.to_user_id = a.link_user_id)
            """;

    private static final String SETTLE_NEW_CALLS = SETTLE + "AND c.user_id = ANY (?) AND c.call_id = ANY (?)";

    private static final String SETTLE_CALLS_OF_USERS = SETTLE + "AND c.user_id = ANY (?)";

    /** The users whose link is another than before. */
    Set<Long> decide(Transaction transaction, String environment, NewLinkCalls calls) {
        if (calls.callIds().isEmpty()) {
            return Set.of();
        }
        var users = Column.bigints(calls.userIds());
        var changed =
                Set.copyOf(transaction.list(DECIDE, row -> row.number("user_id"), users, environment, environment));
        transaction.execute(SETTLE_NEW_CALLS, environment, users, Column.texts(calls.callIds()));
        settleEarlierCalls(transaction, environment, changed);
        return changed;
    }

    /** A call that came late may have turned winners into losers. */
    private static void settleEarlierCalls(Transaction transaction, String environment, Set<Long> users) {
        if (!users.isEmpty()) {
            transaction.execute(SETTLE_CALLS_OF_USERS, environment, Column.bigints(users));
        }
    }
}
