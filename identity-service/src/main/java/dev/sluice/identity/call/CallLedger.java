package dev.sluice.identity.call;

import static java.util.stream.Collectors.toMap;

import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Keeps every call that was taken, once, with its stamp: what users and migrations are is derived from it. */
@Singleton
final class CallLedger {

    private static final String TAKEN = """
            SELECT c.call_id, c.kind FROM identity_call c WHERE c.environment = ? AND c.call_id = ANY (?)
            """;

    /** Calls that turn out to have lost, or to be held or undone, are marked by whoever decides the links. */
    private static final String RECORD = """
            INSERT INTO identity_call (environment, call_id, kind, time, user_id, to_user_id, source, outcome)
            SELECT ?, given.*, 'accepted'
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[], ?::text[])
                AS given(call_id, kind, time, user_id, to_user_id, source)
            """;

    private static final String RECORDED = """
            SELECT c.call_id, c.kind, c.outcome, a.root_user_id
            FROM identity_call c
            JOIN user_account a ON a.environment = c.environment AND a.user_id = coalesce(c.to_user_id, c.user_id)
            WHERE c.environment = ? AND c.call_id = ANY (?)
            """;

    /** The calls that the ledger does not have, each once. */
    List<Call> fresh(Transaction transaction, String environment, List<Call> calls) {
        var known = new HashSet<>(transaction.list(TAKEN, CallLedger::key, environment, callIds(calls)));
        return calls.stream().filter(call -> known.add(call.key())).toList();
    }

    void record(Transaction transaction, String environment, List<Call> calls, Map<AccountKey, Long> userIds) {
        transaction.execute(
                RECORD,
                environment,
                callIds(calls),
                kinds(calls),
                Column.times(calls.stream().map(call -> call.stamp().time()).toList()),
                Column.bigints(
                        calls.stream().map(call -> userIds.get(call.subject())).toList()),
                Column.bigints(calls.stream()
                        .map(call -> call.target().map(userIds::get).orElse(null))
                        .toList()),
                Column.texts(calls.stream().map(call -> call.stamp().source()).toList()));
    }

    /** What the ledger says of the calls; all of them are in it. */
    Map<CallKey, Answer> answers(Transaction transaction, String environment, List<Call> calls) {
        return transaction.list(RECORDED, Recorded::of, environment, callIds(calls)).stream()
                .collect(toMap(Recorded::key, Recorded::answer, (one, _) -> one));
    }

    private static CallKey key(Row row) {
        return new CallKey(row.text("call_id"), CallKind.of(row.text("kind")));
    }

    private static Column callIds(List<Call> calls) {
        return Column.texts(calls.stream().map(call -> call.stamp().callId()).toList());
    }

    private static Column kinds(List<Call> calls) {
        return Column.texts(calls.stream().map(call -> call.kind().word()).toList());
    }

    private record Recorded(CallKey key, Answer answer) {
        static Recorded of(Row row) {
            var outcome = Answer.Outcome.of(row.text("outcome"));
            return new Recorded(CallLedger.key(row), new Answer(outcome, row.number("root_user_id")));
        }
    }
}
