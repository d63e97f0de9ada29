package dev.sluice.identity.ledger;

import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.Conflict;
import dev.sluice.identity.v1.ListConflictsResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the calls that lost, with whom they lost to. An identify lost to the call that decides who its anonymous user is.
 * An alias lost to an earlier one that decides whom its identity became; where there is none it would have closed a loop,
 * and lost to the first step of the way from its target to itself.
 */
@Singleton
final class ConflictList {

    private static final String PAGE = """
            SELECT lost.number, lost.kind, lost.call_id,
                   CASE WHEN lost.kind = 'identify' THEN 'earliest_identify'
                        WHEN is_earlier THEN 'earliest_alias'
                        ELSE 'no_loop' END AS rule,
                   CASE WHEN lost.kind = 'identify' THEN decided.call_id
                        WHEN is_earlier THEN one.link_call_id
                        ELSE other.link_call_id END AS winner
            FROM (SELECT * FROM identity_call
                  WHERE environment = ? AND outcome = 'conflict' AND number > ?
                  ORDER BY number LIMIT ?) lost
            JOIN user_account one ON one.environment = lost.environment AND one.user_id = lost.user_id
            JOIN user_account other ON other.environment = lost.environment AND other.user_id = lost.to_user_id
            LEFT JOIN identify_decision decided
                ON decided.environment = lost.environment AND decided.user_id = lost.user_id
            CROSS JOIN LATERAL (
                SELECT coalesce((one.link_time, one.link_call_id) < (lost.time, lost.call_id), false) AS is_earlier) link
            ORDER BY lost.number
            """;

    private final Transactions transactions;
    private final MergeCalls calls;

    ConflictList(Transactions transactions, MergeCalls calls) {
        this.transactions = transactions;
        this.calls = calls;
    }

    ListConflictsResponse list(LedgerPage page) {
        return transactions.read(transaction -> list(transaction, page));
    }

    private ListConflictsResponse list(Transaction transaction, LedgerPage page) {
        var found = transaction.list(PAGE, Lost::of, page.environment(), page.after(), page.sizeAndOne());
        return ListConflictsResponse.newBuilder()
                .addAllConflicts(conflicts(transaction, page.environment(), page.cut(found)))
                .setCursor(page.cursor(found))
                .setMore(page.more(found))
                .build();
    }

    private List<Conflict> conflicts(Transaction transaction, String environment, List<Lost> lost) {
        var sides = lost.stream()
                .flatMap(one -> Stream.of(one.loser(), one.winner()))
                .toList();
        var found = calls.find(transaction, environment, sides);
        return lost.stream()
                .map(one -> Conflict.newBuilder()
                        .setWinner(found.get(one.winner()).toProto())
                        .setLoser(found.get(one.loser()).toProto())
                        .setRule(one.rule())
                        .build())
                .toList();
    }

    private record Lost(long number, MergeCallKey loser, MergeCallKey winner, String rule)
            implements LedgerPage.Numbered {
        static Lost of(Row row) {
            var kind = MergeKind.of(row.text("kind"));
            return new Lost(
                    LedgerPage.number(row),
                    new MergeCallKey(kind, row.text("call_id")),
                    new MergeCallKey(kind, row.text("winner")),
                    row.text("rule"));
        }
    }
}
