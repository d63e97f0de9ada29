package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Holds back what an identity gains beyond the limit of a day: of the decisions that are not approved the first by (time,
 * call id) count. Which these are depends on the decisions alone, so an earlier one that comes late pushes another over
 * the limit, and one that goes lets the next in. Reads no more of a day than the limit and what crosses it.
 */
@Singleton
final class DailyLimit {

    private static final String CROSS = """
            WITH touched AS (
                SELECT ? AS environment, given.to_user_id, given.day, given.day + interval '24 hours' AS next_day
                FROM unnest(?::bigint[], ?::timestamptz[]) AS given(to_user_id, day)),
            bounded AS (
                SELECT t.*, coalesce(first_held.time, t.next_day) AS time, coalesce(first_held.call_id, '') AS call_id
                FROM touched t
                LEFT JOIN LATERAL (
                    SELECT d.time, d.call_id FROM identify_decision d
                    WHERE d.environment = t.environment AND d.to_user_id = t.to_user_id AND NOT d.approved
                      AND d.time >= t.day AND d.time < t.next_day
                    ORDER BY d.time, d.call_id
                    OFFSET ? LIMIT 1) first_held ON true),
            crossed AS (
                SELECT b.environment, beyond.user_id, true AS held
                FROM bounded b CROSS JOIN LATERAL (
                    SELECT d.user_id FROM identify_decision d
                    WHERE d.environment = b.environment AND d.to_user_id = b.to_user_id
                      AND NOT d.approved AND NOT d.held
                      AND (d.time, d.call_id) >= (b.time, b.call_id) AND d.time < b.next_day) beyond
                UNION ALL
                SELECT b.environment, within.user_id, false
                FROM bounded b CROSS JOIN LATERAL (
                    SELECT d.user_id FROM identify_decision d
                    WHERE d.environment = b.environment AND d.to_user_id = b.to_user_id
                      AND NOT d.approved AND d.held
                      AND d.time >= b.day AND (d.time, d.call_id) < (b.time, b.call_id)) within)
            UPDATE identify_decision d SET held = crossed.held
            FROM crossed WHERE d.environment = crossed.environment AND d.user_id = crossed.user_id
            RETURNING d.user_id
            """;

    private final LinkConfig config;

    DailyLimit(LinkConfig config) {
        this.config = config;
    }

    /** The users who are held by now and were not, or were and are not. */
    List<Long> keep(Transaction transaction, String environment, Set<GainDay> days) {
        if (days.isEmpty()) {
            return List.of();
        }
        var ordered = List.copyOf(days);
        return transaction.list(
                CROSS,
                row -> row.number("user_id"),
                environment,
                Column.bigints(ordered.stream().map(GainDay::toUserId).toList()),
                Column.times(ordered.stream().map(GainDay::day).toList()),
                config.mostGainedADay());
    }
}
