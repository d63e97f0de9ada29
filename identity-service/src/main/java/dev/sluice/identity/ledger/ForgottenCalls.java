package dev.sluice.identity.ledger;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes calls out of the ledger as if they had never come. Only calls of whole users go, and a call that linked two
 * accounts made them one user. So one that names a user who goes and another who stays had lost or was undone, which
 * decides nothing, or was held; of those whom it identified it is to be decided anew. What it did tell is that the other
 * was seen, and when; so that is told again by what remains.
 */
@Singleton
final class ForgottenCalls {

    /** The calls that name an account, on either side: each way of naming has its index. */
    private static final String CALLS = """
            WITH account AS (SELECT ? AS environment, unnest(?::bigint[]) AS user_id),
            call AS (
                SELECT account.environment, account.user_id, c.call_id, c.kind, c.time
                FROM account CROSS JOIN LATERAL (
                    SELECT call_id, kind, time FROM identity_call i
                    WHERE i.environment = account.environment AND kind = 'identify' AND i.user_id = account.user_id
                    UNION ALL
                    SELECT call_id, kind, time FROM identity_call i
                    WHERE i.environment = account.environment AND kind = 'identify' AND to_user_id = account.user_id
                    UNION ALL
                    SELECT call_id, kind, time FROM identity_call a
                    WHERE a.environment = account.environment AND kind = 'alias' AND a.user_id = account.user_id
                    UNION ALL
                    SELECT call_id, kind, time FROM identity_call a
                    WHERE a.environment = account.environment AND kind = 'alias' AND to_user_id = account.user_id
                    UNION ALL
                    SELECT call_id, kind, time FROM identity_call p
                    WHERE p.environment = account.environment AND kind = 'add_user_properties'
                      AND p.user_id = account.user_id) c)
            """;

    private static final String FORGET = CALLS + """
            DELETE FROM identity_call c USING (SELECT DISTINCT environment, call_id, kind FROM call) named
            WHERE c.environment = named.environment AND c.call_id = named.call_id AND c.kind = named.kind
            RETURNING c.kind, c.user_id, coalesce(c.to_user_id, c.user_id) AS to_user_id
            """;

    /** What calls still tell of an account; nothing is null, which least() passes over. */
    private static final String TOLD = CALLS + """
            , told AS (
                SELECT environment, user_id, min(call.time) AS first_call, max(call.time) AS last_call
                FROM account LEFT JOIN call USING (environment, user_id)
                GROUP BY environment, user_id)
            """;

    private static final String REMOVE_UNTOLD = TOLD + """
            DELETE FROM user_account a USING told
            WHERE a.environment = told.environment AND a.user_id = told.user_id
              AND least(a.first_event, told.first_call) IS NULL
            RETURNING a.user_id
            """;

    private static final String TELL_AGAIN = TOLD + """
            UPDATE user_account a
            SET first_seen = least(a.first_event, told.first_call), last_call = told.last_call
            FROM told
            WHERE a.environment = told.environment AND a.user_id = told.user_id
              AND (a.first_seen, a.last_call)
                  IS DISTINCT FROM (least(a.first_event, told.first_call), told.last_call)
            RETURNING a.user_id
            """;

    /** @param gone accounts that are there no more @return the others whom it changes */
    Others forget(Transaction transaction, String environment, Set<Long> gone) {
        var others = new HashSet<Long>();
        var identified = new HashSet<Long>();
        transaction.visit(
                FORGET,
                row -> {
                    others.add(row.number("user_id"));
                    others.add(row.number("to_user_id"));
                    if (row.text("kind").equals("identify")) {
                        identified.add(row.number("user_id"));
                    }
                    return true;
                },
                environment,
                Column.bigints(gone));
        others.removeAll(gone);
        return new Others(
                identified,
                change(REMOVE_UNTOLD, transaction, environment, others),
                change(TELL_AGAIN, transaction, environment, others));
    }

    private static Set<Long> change(String statement, Transaction transaction, String environment, Set<Long> accounts) {
        return Set.copyOf(
                transaction.list(statement, row -> row.number("user_id"), environment, Column.bigints(accounts)));
    }

    /**
     * @param identified whom forgotten calls identified, whether gone or not
     * @param removed accounts that nothing tells of any more
     * @param changed accounts that were seen at other times than it seemed
     */
    record Others(Set<Long> identified, Set<Long> removed, Set<Long> changed) {}
}
