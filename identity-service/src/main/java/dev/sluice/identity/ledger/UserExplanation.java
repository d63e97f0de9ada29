package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.account.AccountKind;
import dev.sluice.identity.transaction.Column;
import dev.sluice.identity.transaction.Row;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.ExplainUserResponse;
import dev.sluice.identity.v1.MergeCause;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells by which calls an id is the user that it is, and by which others came to be the same. */
@Singleton
final class UserExplanation {

    private static final int MOST_OTHERS = 1_000;

    private static final String STEPS = """
            WITH RECURSIVE step(user_id, kind, link_user_id, link_call_id, ordinal) AS (
                SELECT a.user_id, a.kind, a.link_user_id, a.link_call_id, 1
                FROM user_account a WHERE a.environment = ? AND a.user_id = ?
                UNION ALL
                SELECT a.user_id, a.kind, a.link_user_id, a.link_call_id, step.ordinal + 1
                FROM step JOIN user_account a ON a.environment = ? AND a.user_id = step.link_user_id)
            SELECT user_id, kind, link_call_id FROM step ORDER BY ordinal
            """;

    private static final String OTHERS = """
            SELECT user_id, kind, link_call_id FROM user_account
            WHERE environment = ? AND root_user_id = ? AND link_user_id IS NOT NULL AND NOT user_id = ANY (?)
            ORDER BY link_time, link_call_id, user_id
            LIMIT ?
            """;

    private final Transactions transactions;
    private final MergeCalls calls;

    UserExplanation(Transactions transactions, MergeCalls calls) {
        this.transactions = transactions;
        this.calls = calls;
    }

    /** @throws Failure.NotFound with USER_NOT_FOUND */
    ExplainUserResponse explain(String environment, long userId) {
        return transactions.read(transaction -> explain(transaction, environment, userId));
    }

    private ExplainUserResponse explain(Transaction transaction, String environment, long userId) {
        var steps = transaction.list(STEPS, Step::of, environment, userId, environment);
        if (steps.isEmpty()) {
            throw new Failure.NotFound(ErrorReason.ERROR_REASON_USER_NOT_FOUND, "no user has or had the id " + userId);
        }
        long root = steps.getLast().userId();
        var passed = Column.bigints(steps.stream().map(Step::userId).toList());
        var others = transaction.list(OTHERS, Step::of, environment, root, passed, MOST_OTHERS + 1);
        return ExplainUserResponse.newBuilder()
                .addAllCauses(causes(transaction, environment, steps.subList(0, steps.size() - 1)))
                .setRootUserId(root)
                .addAllOthers(causes(transaction, environment, others.subList(0, Math.min(MOST_OTHERS, others.size()))))
                .setMore(others.size() > MOST_OTHERS)
                .build();
    }

    private List<MergeCause> causes(Transaction transaction, String environment, List<Step> steps) {
        var found = calls.find(
                transaction, environment, steps.stream().map(Step::call).toList());
        return steps.stream().map(step -> found.get(step.call()).toCause()).toList();
    }

    /** An account, and the call that made it another; the root has none. */
    private record Step(long userId, MergeKind kind, String callId) {
        static Step of(Row row) {
            var kind = MergeKind.ofSubject(AccountKind.of(row.text("kind")));
            return new Step(row.number("user_id"), kind, row.text("link_call_id"));
        }

        MergeCallKey call() {
            return new MergeCallKey(kind, callId);
        }
    }
}
