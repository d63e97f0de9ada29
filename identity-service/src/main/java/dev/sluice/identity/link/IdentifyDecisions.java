package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps for each anonymous user the call that decides who they are: of all their identify calls in the ledger, less those
 * that are undone, the one with the smallest (time, call id).
 */
@Singleton
final class IdentifyDecisions {

    private static final String DECIDE = """
            WITH decided AS (
                SELECT asked.user_id, earliest.to_user_id, earliest.time, earliest.call_id,
                       EXISTS (SELECT FROM approved_merge p
                               WHERE p.environment = ? AND p.user_id = asked.user_id
                                 AND p.to_user_id = earliest.to_user_id) AS approved
                FROM unnest(?::bigint[]) AS asked(user_id)
                LEFT JOIN LATERAL (
                    SELECT c.to_user_id, c.time, c.call_id
                    FROM identity_call c
                    WHERE c.environment = ? AND c.kind = 'identify' AND c.user_id = asked.user_id
                      AND NOT EXISTS (
                          SELECT FROM undone_merge u
                          WHERE u.environment = c.environment AND u.kind = c.kind
                            AND u.user_id = c.user_id AND u.to_user_id = c.to_user_id)
                    ORDER BY c.time, c.call_id
                    LIMIT 1) earliest ON true),
            changed AS (
                SELECT decided.*, before.to_user_id AS old_to_user_id, before.time AS old_time
                FROM decided
                LEFT JOIN identify_decision before ON before.environment = ? AND before.user_id = decided.user_id
                WHERE (before.to_user_id, before.time, before.call_id, coalesce(before.approved, false))
                      IS DISTINCT FROM (decided.to_user_id, decided.time, decided.call_id, decided.approved)),
            kept AS (
                INSERT INTO identify_decision AS d (environment, user_id, to_user_id, time, call_id, approved, held)
                SELECT ?, user_id, to_user_id, time, call_id, approved, false
                FROM changed WHERE call_id IS NOT NULL
                ON CONFLICT (environment, user_id) DO UPDATE
                SET to_user_id = excluded.to_user_id, time = excluded.time, call_id = excluded.call_id,
                    approved = excluded.approved, held = false),
            dropped AS (
                DELETE FROM identify_decision d USING changed
                WHERE d.environment = ? AND d.user_id = changed.user_id AND changed.call_id IS NULL)
            SELECT user_id, to_user_id, date_trunc('day', time, 'UTC') AS day,
                   old_to_user_id, date_trunc('day', old_time, 'UTC') AS old_day
            FROM changed
            """;

    private final DailyLimit limit;

    IdentifyDecisions(DailyLimit limit) {
        this.limit = limit;
    }

    /** Those of whom another call decides than before, and those who came to be held or ceased to be. */
    Set<Long> decide(Transaction transaction, String environment, Set<Long> users) {
        var changed = new HashSet<Long>();
        var days = new HashSet<GainDay>();
        transaction.visit(
                DECIDE,
                row -> {
                    addDay(days, row, "to_user_id", "day");
                    addDay(days, row, "old_to_user_id", "old_day");
                    return changed.add(row.number("user_id"));
                },
                environment,
                Column.bigints(users),
                environment,
                environment,
                environment,
                environment);
        changed.addAll(limit.keep(transaction, environment, days));
        return changed;
    }

    private static void addDay(Set<GainDay> days, Row row, String identity, String day) {
        row.optionalTime(day).ifPresent(start -> days.add(new GainDay(row.number(identity), start)));
    }
}
