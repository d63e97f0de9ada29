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
 * costs in proportion to the aliases around it: few, unless a whole company is aliased to one identity. Aliases that are
 * undone count as what hangs together, so that undoing and restoring find both sides, and decide nothing.
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
            SELECT c.user_id, c.to_user_id, c.time, c.call_id, u.user_id IS NOT NULL AS undone
            FROM connected
            JOIN identity_call c ON c.environment = ? AND c.kind = 'alias' AND c.user_id = connected.user_id
            LEFT JOIN undone_merge u ON u.environment = c.environment AND u.kind = c.kind
                AND u.user_id = c.user_id AND u.to_user_id = c.to_user_id
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
            UPDATE identity_call c SET outcome = settled.outcome
            FROM unnest(?::text[], ?::text[]) AS settled(call_id, outcome)
            WHERE c.environment = ? AND c.kind = 'alias' AND c.call_id = settled.call_id
              AND c.outcome <> settled.outcome
            """;

    /** The identities whose link is another than before. */
    Set<Long> decide(Transaction transaction, String environment, Set<Long> users) {
        if (users.isEmpty()) {
            return Set.of();
        }
        var aliases = transaction.list(
                CONNECTED, AliasLinks::alias, Column.bigints(users), environment, environment, environment);
        var forest = new AliasForest(aliases.stream()
                .filter(alias -> !alias.undone())
                .map(RecordedAlias::alias)
                .toList());
        settle(transaction, environment, aliases, forest);
        return link(transaction, environment, aliases, forest);
    }

    private static Set<Long> link(
            Transaction transaction, String environment, List<RecordedAlias> aliases, AliasForest forest) {
        var from = aliases.stream().map(one -> one.alias().from()).distinct().toList();
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

    private static void settle(
            Transaction transaction, String environment, List<RecordedAlias> aliases, AliasForest forest) {
        var conflicts = forest.conflicts();
        transaction.execute(
                SETTLE,
                Column.texts(aliases.stream().map(one -> one.alias().callId()).toList()),
                Column.texts(
                        aliases.stream().map(one -> outcome(one, conflicts)).toList()),
                environment);
    }

    private static String outcome(RecordedAlias alias, Set<String> conflicts) {
        if (alias.undone()) {
            return "undone";
        }
        return conflicts.contains(alias.alias().callId()) ? "conflict" : "accepted";
    }

    private static RecordedAlias alias(Row row) {
        var alias = new Alias(row.number("user_id"), row.number("to_user_id"), row.time("time"), row.text("call_id"));
        return new RecordedAlias(alias, row.flag("undone"));
    }
}
