package dev.sluice.identity.property;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps per account and key what the latest (time, call id) set or unset and what the earliest set once, whatever the
 * order of arrival. Merging accounts moves nothing here: a merged user's values are chosen when they are read, so that a
 * merge can be taken back.
 */
@Singleton
public final class UserProperties {

    /** Stamps that agree come from a client at fault; the values then decide, so that order still does not. */
    private static final String WRITE = """
            INSERT INTO user_property AS p
                (environment, user_id, key_hash, slot, key, value_kind, value, time, call_id)
            SELECT DISTINCT ON (given.user_id, given.key_hash, given.slot) ?, given.*
            FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                AS given(user_id, key_hash, slot, key, value_kind, value, time, call_id)
            CROSS JOIN LATERAL (SELECT (given.time, given.call_id COLLATE "C",
                given.value COLLATE "C", given.value_kind COLLATE "C") AS place) stamp
            ORDER BY given.user_id, given.key_hash, given.slot,
                CASE WHEN given.slot = 'latest' THEN place END DESC, CASE WHEN given.slot = 'first' THEN place END
            ON CONFLICT (environment, user_id, key_hash, slot) DO UPDATE
            SET value_kind = excluded.value_kind, value = excluded.value,
                time = excluded.time, call_id = excluded.call_id
            WHERE CASE p.slot
                WHEN 'latest' THEN (excluded.time, excluded.call_id, excluded.value, excluded.value_kind)
                    > (p.time, p.call_id, p.value, p.value_kind)
                ELSE (excluded.time, excluded.call_id, excluded.value, excluded.value_kind)
                    < (p.time, p.call_id, p.value, p.value_kind) END
            RETURNING p.user_id
            """;

    /** The accounts of which another call counts now. */
    public Set<Long> write(Transaction transaction, String environment, List<PropertyWrite> writes) {
        if (writes.isEmpty()) {
            return Set.of();
        }
        var changed = transaction.list(
                WRITE,
                row -> row.number("user_id"),
                environment,
                Column.bigints(writes.stream().map(PropertyWrite::userId).toList()),
                Column.uuids(
                        writes.stream().map(one -> PropertyKeys.hash(one.key())).toList()),
                Column.texts(writes.stream().map(one -> one.slot().word()).toList()),
                Column.texts(writes.stream().map(PropertyWrite::key).toList()),
                Column.texts(writes.stream().map(PropertyWrite::valueKind).toList()),
                Column.texts(writes.stream().map(PropertyWrite::value).toList()),
                Column.times(writes.stream().map(PropertyWrite::time).toList()),
                Column.texts(writes.stream().map(PropertyWrite::callId).toList()));
        return Set.copyOf(changed);
    }
}
