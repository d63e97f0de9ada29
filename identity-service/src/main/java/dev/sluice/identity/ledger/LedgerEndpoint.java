package dev.sluice.identity.ledger;

import dev.sluice.errors.Failure;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.DeleteUserResponse;
import dev.sluice.identity.v1.ExplainUserRequest;
import dev.sluice.identity.v1.ExplainUserResponse;
import dev.sluice.identity.v1.LedgerService;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.ListAccountsResponse;
import dev.sluice.identity.v1.ListConflictsRequest;
import dev.sluice.identity.v1.ListConflictsResponse;
import dev.sluice.identity.v1.UndoMergeRequest;
import dev.sluice.identity.v1.UndoMergeResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Holds the place of the calls that will explain merges and take them back. */
@GrpcService
final class LedgerEndpoint implements LedgerService {

    @Override
    public Uni<ExplainUserResponse> explainUser(ExplainUserRequest request) {
        throw new Failure.NotImplemented("ExplainUser");
    }

    @Override
    public Uni<UndoMergeResponse> undoMerge(UndoMergeRequest request) {
        throw new Failure.NotImplemented("UndoMerge");
    }

    @Override
    public Uni<ListConflictsResponse> listConflicts(ListConflictsRequest request) {
        throw new Failure.NotImplemented("ListConflicts");
    }

    @Override
    public Uni<ListAccountsResponse> listAccounts(ListAccountsRequest request) {
        throw new Failure.NotImplemented("ListAccounts");
    }

    @Override
    public Uni<DeleteUserResponse> deleteUser(DeleteUserRequest request) {
        throw new Failure.NotImplemented("DeleteUser");
    }
}
