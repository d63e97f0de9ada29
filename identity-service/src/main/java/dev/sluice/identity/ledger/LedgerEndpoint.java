package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.identity.account.SeenUsers;
import dev.sluice.identity.environment.Environments;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.ApproveMergesRequest;
import dev.sluice.identity.v1.ApproveMergesResponse;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.DeleteUserResponse;
import dev.sluice.identity.v1.ExplainUserRequest;
import dev.sluice.identity.v1.ExplainUserResponse;
import dev.sluice.identity.v1.LedgerService;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.ListAccountsResponse;
import dev.sluice.identity.v1.ListConflictsRequest;
import dev.sluice.identity.v1.ListConflictsResponse;
import dev.sluice.identity.v1.ListHeldMergesRequest;
import dev.sluice.identity.v1.ListHeldMergesResponse;
import dev.sluice.identity.v1.RestoreMergeRequest;
import dev.sluice.identity.v1.RestoreMergeResponse;
import dev.sluice.identity.v1.UndoMergeRequest;
import dev.sluice.identity.v1.UndoMergeResponse;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.TreeSet;
import java.util.function.Function;

/** Serves what people ask of merges and of whole users. */
@GrpcService
@OnVirtualThread
final class LedgerEndpoint implements LedgerService {

    private final Environments environments;
    private final Transactions transactions;
    private final UserTrees trees;
    private final UserDeletion deletion;
    private final UserExplanation explanation;
    private final MergeReview review;
    private final ConflictList conflicts;
    private final HeldMergeList heldMerges;

    LedgerEndpoint(
            Environments environments,
            Transactions transactions,
            UserTrees trees,
            UserDeletion deletion,
            UserExplanation explanation,
            MergeReview review,
            ConflictList conflicts,
            HeldMergeList heldMerges) {
        this.environments = environments;
        this.transactions = transactions;
        this.trees = trees;
        this.deletion = deletion;
        this.explanation = explanation;
        this.review = review;
        this.conflicts = conflicts;
        this.heldMerges = heldMerges;
    }

    @Override
    public Uni<ExplainUserResponse> explainUser(ExplainUserRequest request) {
        var environment = environments.existing(request.getEnvironment());
        long userId = LedgerRequests.userId("user_id", request.getUserId());
        return Uni.createFrom().item(explanation.explain(environment, userId));
    }

    @Override
    public Uni<UndoMergeResponse> undoMerge(UndoMergeRequest request) {
        var environment = environments.existing(request.getEnvironment());
        var users = review.undo(environment, LedgerRequests.callId("call_id", request.getCallId()));
        return Uni.createFrom()
                .item(UndoMergeResponse.newBuilder()
                        .addAllUserIds(new TreeSet<>(users))
                        .build());
    }

    @Override
    public Uni<RestoreMergeResponse> restoreMerge(RestoreMergeRequest request) {
        var environment = environments.existing(request.getEnvironment());
        var users = review.restore(environment, LedgerRequests.callId("call_id", request.getCallId()));
        return Uni.createFrom()
                .item(RestoreMergeResponse.newBuilder()
                        .addAllUserIds(new TreeSet<>(users))
                        .build());
    }

    @Override
    public Uni<ListConflictsResponse> listConflicts(ListConflictsRequest request) {
        var page = LedgerPage.asked(
                environments.existing(request.getEnvironment()), request.getAfter(), request.getPageSize());
        return Uni.createFrom().item(conflicts.list(page));
    }

    @Override
    public Uni<ListHeldMergesResponse> listHeldMerges(ListHeldMergesRequest request) {
        var page = LedgerPage.asked(
                environments.existing(request.getEnvironment()), request.getAfter(), request.getPageSize());
        return Uni.createFrom().item(heldMerges.list(page));
    }

    @Override
    public Uni<ApproveMergesResponse> approveMerges(ApproveMergesRequest request) {
        var environment = environments.existing(request.getEnvironment());
        review.approve(environment, LedgerRequests.callIds(request));
        return Uni.createFrom().item(ApproveMergesResponse.getDefaultInstance());
    }

    @Override
    public Uni<ListAccountsResponse> listAccounts(ListAccountsRequest request) {
        var tree = transactions.read(wanted(environments.existing(request.getEnvironment()), request));
        return Uni.createFrom()
                .item(ListAccountsResponse.newBuilder()
                        .setUserId(tree.root())
                        .addAllAccounts(
                                tree.accounts().stream().map(Account::toProto).toList())
                        .build());
    }

    private Function<Transaction, UserTree> wanted(String environment, ListAccountsRequest request) {
        return switch (request.getUserCase()) {
            case USER_ID -> {
                long userId = LedgerRequests.userId("user_id", request.getUserId());
                yield transaction -> trees.of(transaction, environment, userId);
            }
            case KEY -> {
                var key = SeenUsers.key("key", request.getKey());
                yield transaction -> trees.of(transaction, environment, key);
            }
            case USER_NOT_SET -> throw new Failure.Invalid("user", "must be a user_id or a key");
        };
    }

    @Override
    public Uni<DeleteUserResponse> deleteUser(DeleteUserRequest request) {
        var environment = environments.existing(request.getEnvironment());
        deletion.delete(environment, LedgerRequests.userIds(request));
        return Uni.createFrom().item(DeleteUserResponse.getDefaultInstance());
    }
}
