package dev.sluice.identity.ledger;

import static java.util.stream.Collectors.toMap;

import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.account.AccountKind;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;

/** Finds calls that merge users, with the keys that they named. */
@Singleton
final class MergeCalls {

    private static final String FIND = """
            SELECT c.kind, c.call_id, c.time, c.source, c.received_at,
                   one.user_id, one.kind AS from_kind, one.key AS from_key,
                   other.user_id AS to_user_id, other.kind AS to_kind, other.key AS to_key
            FROM (SELECT DISTINCT kind, call_id FROM unnest(?::text[], ?::text[]) AS given(kind, call_id)) asked
            JOIN identity_call c ON c.environment = ? AND c.kind = asked.kind AND c.call_id = asked.call_id
            JOIN user_account one ON one.environment = c.environment AND one.user_id = c.user_id
            JOIN user_account other ON other.environment = c.environment AND other.user_id = c.to_user_id
            """;

    Map<MergeCallKey, MergeCall> find(Transaction transaction, String environment, Collection<MergeCallKey> keys) {
        return transaction
                .list(
                        FIND,
                        MergeCalls::call,
                        Column.texts(keys.stream().map(key -> key.kind().word()).toList()),
                        Column.texts(keys.stream().map(MergeCallKey::callId).toList()),
                        environment)
                .stream()
                .collect(toMap(call -> new MergeCallKey(call.kind(), call.callId()), call -> call));
    }

    private static MergeCall call(Row row) {
        return new MergeCall(
                row.text("call_id"),
                row.time("time"),
                row.text("source"),
                row.time("received_at"),
                account(row, "user_id", "from_kind", "from_key"),
                account(row, "to_user_id", "to_kind", "to_key"));
    }

    private static Account account(Row row, String id, String kind, String key) {
        return new Account(row.number(id), new AccountKey(AccountKind.of(row.text(kind)), row.text(key)));
    }
}
