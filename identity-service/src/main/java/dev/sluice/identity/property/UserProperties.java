package dev.sluice.identity.property;

import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Keeps per account and key the value of the latest (time, call id), whatever the order of arrival. Merging accounts
 * moves nothing here: a merged user's values are chosen when they are read, so that a merge can be taken back.
 */
@Singleton
public final class UserProperties {

    /** Stamps that agree come from a client at fault; the values then decide, so that order still does not. */
    private static final String WRITE = """
            INSERT INTO user_property AS p (environment, user_id, key_hash, key, value_kind, value, time, call_id)
            SELECT DISTINCT ON (given.user_id, given.key_hash) ?, given.*
            FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                AS given(user_id, key_hash, key, value_kind, value, time, call_id)
            ORDER BY given.user_id, given.key_hash, given.time DESC, given.call_id COLLATE "C" DESC,
                given.value COLLATE "C" DESC, given.value_kind COLLATE "C" DESC
            ON CONFLICT (environment, user_id, key_hash) DO UPDATE
            SET value_kind = excluded.value_kind, value = excluded.value,
                time = excluded.time, call_id = excluded.call_id
            WHERE (excluded.time, excluded.call_id, excluded.value, excluded.value_kind)
                > (p.time, p.call_id, p.value, p.value_kind)
            RETURNING p.user_id
            """;

    /** The accounts that gained a value. */
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
                Column.texts(writes.stream().map(PropertyWrite::key).toList()),
                Column.texts(
                        writes.stream().map(one -> one.value().kind().word()).toList()),
                Column.texts(writes.stream().map(one -> one.value().text()).toList()),
                Column.times(writes.stream().map(PropertyWrite::time).toList()),
                Column.texts(writes.stream().map(PropertyWrite::callId).toList()));
        return Set.copyOf(changed);
    }
}
