package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Links anonymous users to the identities that were decided for them, unless the decision is held, and marks calls with
 * what became of them: those that name another identity than the decision are conflicts.
 */
@Singleton
final class IdentifyLinks {

    private static final String LINK = """
            UPDATE user_account a
            SET link_user_id = d.to_user_id, link_time = d.time, link_call_id = d.call_id
            FROM unnest(?::bigint[]) AS asked(user_id)
            LEFT JOIN identify_decision d ON d.environment = ? AND d.user_id = asked.user_id AND NOT d.held
            WHERE a.environment = ? AND a.user_id = asked.user_id
              AND (a.link_user_id, a.link_time, a.link_call_id) IS DISTINCT FROM (d.to_user_id, d.time, d.call_id)
            RETURNING a.user_id
            """;

    private static final String SETTLE = """
            , settled AS (
                SELECT c.environment, c.kind, c.call_id,
                       CASE WHEN u.user_id IS NOT NULL THEN 'undone'
                            WHEN c.to_user_id <> d.to_user_id THEN 'conflict'
                            WHEN d.held THEN 'held'
                            ELSE 'accepted' END AS outcome
                FROM call c
                LEFT JOIN identify_decision d ON d.environment = c.environment AND d.user_id = c.user_id
                LEFT JOIN undone_merge u ON u.environment = c.environment AND u.kind = c.kind
                    AND u.user_id = c.user_id AND u.to_user_id = c.to_user_id)
            UPDATE identity_call c SET outcome = settled.outcome
            FROM settled
            WHERE c.environment = settled.environment AND c.kind = settled.kind AND c.call_id = settled.call_id
              AND c.outcome <> settled.outcome
            """;

    private static final String SETTLE_NEW_CALLS = """
            WITH call AS (
                SELECT c.* FROM unnest(?::text[]) AS asked(call_id)
                JOIN identity_call c ON c.environment = ? AND c.kind = 'identify' AND c.call_id = asked.call_id)
            """ + SETTLE;

    private static final String SETTLE_CALLS_OF_USERS = """
            WITH call AS (
                SELECT c.* FROM unnest(?::bigint[]) AS asked(user_id)
                JOIN identity_call c ON c.environment = ? AND c.kind = 'identify' AND c.user_id = asked.user_id)
            """ + SETTLE;

    private final IdentifyDecisions decisions;

    IdentifyLinks(IdentifyDecisions decisions) {
        this.decisions = decisions;
    }

    /** The users whose link is another than before. */
    Set<Long> decide(Transaction transaction, String environment, NewLinkCalls calls) {
        if (calls.callIds().isEmpty()) {
            return Set.of();
        }
        var changed = decisions.decide(transaction, environment, calls.userIds());
        transaction.execute(SETTLE_NEW_CALLS, Column.texts(calls.callIds()), environment);
        settleAll(transaction, environment, changed);
        return link(transaction, environment, changed);
    }

    /** The same for users of whom calls were undone, restored, approved or forgotten. */
    Set<Long> decideAnew(Transaction transaction, String environment, Set<Long> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        var changed = decisions.decide(transaction, environment, users);
        var unsettled = new HashSet<>(users);
        unsettled.addAll(changed);
        settleAll(transaction, environment, unsettled);
        return link(transaction, environment, changed);
    }

    /** A call that came late may have turned winners into losers, and a change of one user's have let in or put out another. */
    private static void settleAll(Transaction transaction, String environment, Set<Long> users) {
        if (!users.isEmpty()) {
            transaction.execute(SETTLE_CALLS_OF_USERS, Column.bigints(users), environment);
        }
    }

    private static Set<Long> link(Transaction transaction, String environment, Set<Long> users) {
        return users.isEmpty()
                ? Set.of()
                : Set.copyOf(transaction.list(
                        LINK, row -> row.number("user_id"), Column.bigints(users), environment, environment));
    }
}
