package dev.sluice.identity.link;

import dev.sluice.identity.merge.Alias;
import dev.sluice.identity.merge.AliasForest;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links identities to identities. Each new alias has everything that hangs together with it decided afresh, so a call
 * costs in proportion to the aliases around it: few, unless a whole company is aliased to one identity.
 */
@Singleton
final class AliasLinks {

    private static final String CONNECTED = """
            WITH RECURSIVE connected(user_id) AS (
                SELECT unnest(?::bigint[])
                UNION
                SELECT neighbour.user_id
                FROM connected
                CROSS JOIN LATERAL (
                    SELECT c.to_user_id AS user_id FROM identity_call c
                    WHERE c.environment = ? AND c.kind = 'alias' AND c.user_id = connected.user_id
                    UNION ALL
                    SELECT c.user_id FROM identity_call c
                    WHERE c.environment = ? AND c.kind = 'alias' AND c.to_user_id = connected.user_id) neighbour)
            SELECT c.user_id, c.to_user_id, c.time, c.call_id
            FROM connected
            JOIN identity_call c ON c.environment = ? AND c.kind = 'alias' AND c.user_id = connected.user_id
            ORDER BY c.time, c.call_id
            """;

    private static final String LINK = """
            UPDATE user_account a
            SET link_user_id = decided.to_user_id, link_time = decided.time, link_call_id = decided.call_id
            FROM unnest(?::bigint[], ?::bigint[], ?::timestamptz[], ?::text[])
                AS decided(user_id, to_user_id, time, call_id)
            WHERE a.environment = ? AND a.user_id = decided.user_id
              AND (a.link_user_id, a.link_time, a.link_call_id)
                  IS DISTINCT FROM (decided.to_user_id, decided.time, decided.call_id)
            RETURNING a.user_id
            """;

    private static final String SETTLE = """
            UPDATE identity_call c
            SET outcome = CASE WHEN c.call_id = ANY (?) THEN 'conflict' ELSE 'accepted' END
            WHERE c.environment = ? AND c.kind = 'alias' AND c.call_id = ANY (?)
              AND (c.outcome = 'conflict') <> (c.call_id = ANY (?))
            """;

    /** The identities whose link is another than before. */
    Set<Long> decide(Transaction transaction, String environment, NewLinkCalls calls) {
        if (calls.callIds().isEmpty()) {
            return Set.of();
        }
        var users = Column.bigints(calls.userIds());
        var aliases = transaction.list(CONNECTED, AliasLinks::alias, users, environment, environment, environment);
        var forest = new AliasForest(aliases);
        settle(transaction, environment, aliases, forest);
        return link(transaction, environment, aliases, forest);
    }

    private static Set<Long> link(
            Transaction transaction, String environment, List<Alias> aliases, AliasForest forest) {
        var from = aliases.stream().map(Alias::from).distinct().toList();
        var deciding = from.stream()
                .map(user -> Optional.ofNullable(forest.holding().get(user)))
                .toList();
        return Set.copyOf(transaction.list(
                LINK,
                row -> row.number("user_id"),
                Column.bigints(from),
                Column.bigints(deciding.stream()
                        .map(one -> one.map(Alias::to).orElse(null))
                        .toList()),
                Column.times(deciding.stream()
                        .map(one -> one.map(Alias::time).orElse(null))
                        .toList()),
                Column.texts(deciding.stream()
                        .map(one -> one.map(Alias::callId).orElse(null))
                        .toList()),
                environment));
    }

    private static void settle(Transaction transaction, String environment, List<Alias> aliases, AliasForest forest) {
        var conflicts = Column.texts(forest.conflicts());
        var all = Column.texts(aliases.stream().map(Alias::callId).toList());
        transaction.execute(SETTLE, conflicts, environment, all, conflicts);
    }

    private static Alias alias(Row row) {
        return new Alias(row.number("user_id"), row.number("to_user_id"), row.time("time"), row.text("call_id"));
    }
}
