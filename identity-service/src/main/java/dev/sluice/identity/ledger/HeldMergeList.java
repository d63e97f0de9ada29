package dev.sluice.identity.ledger;

import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.ListHeldMergesResponse;
import jakarta.inject.Singleton;

/** Lists the merges that wait for review: of the calls that ask for one the deciding call alone, however often it was repeated. */
@Singleton
final class HeldMergeList {

    private static final String PAGE = """
            SELECT c.number, c.call_id
            FROM identity_call c
            JOIN identify_decision d
                ON d.environment = c.environment AND d.user_id = c.user_id AND d.call_id = c.call_id
            WHERE c.environment = ? AND c.outcome = 'held' AND c.number > ?
            ORDER BY c.number
            LIMIT ?
            """;

    private final Transactions transactions;
    private final MergeCalls calls;

    HeldMergeList(Transactions transactions, MergeCalls calls) {
        this.transactions = transactions;
        this.calls = calls;
    }

    ListHeldMergesResponse list(LedgerPage page) {
        return transactions.read(transaction -> list(transaction, page));
    }

    private ListHeldMergesResponse list(Transaction transaction, LedgerPage page) {
        var found = transaction.list(PAGE, Held::of, page.environment(), page.after(), page.sizeAndOne());
        var wanted = page.cut(found).stream().map(Held::call).toList();
        var named = calls.find(transaction, page.environment(), wanted);
        return ListHeldMergesResponse.newBuilder()
                .addAllHeld(wanted.stream().map(key -> named.get(key).toCause()).toList())
                .setCursor(page.cursor(found))
                .setMore(page.more(found))
                .build();
    }

    private record Held(long number, MergeCallKey call) implements LedgerPage.Numbered {
        static Held of(Row row) {
            return new Held(LedgerPage.number(row), new MergeCallKey(MergeKind.IDENTIFY, row.text("call_id")));
        }
    }
}
