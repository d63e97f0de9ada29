package dev.sluice.worker.fakes;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.ApplyCallsResponse;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.ResolveUsersResponse;
import dev.sluice.identity.v1.SeenUser;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An identity-service that records what it is told, refuses identities named "refused", and can be away. */
public final class FakeIdentity extends IdentityServiceImplBase {

    private final List<IdentityCall> calls = new CopyOnWriteArrayList<>();
    private final List<SeenUser> seen = new CopyOnWriteArrayList<>();
    private final FakeLedger ledger;
    private volatile boolean away;

    FakeIdentity(FakeLedger ledger) {
        this.ledger = ledger;
    }

    /** Calls that were applied with this id, in order. */
    public List<IdentityCall> calls(String callId) {
        return calls.stream()
                .filter(call -> call.getStamp().getCallId().equals(callId))
                .toList();
    }

    public List<SeenUser> seen() {
        return List.copyOf(seen);
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void applyCalls(ApplyCallsRequest request, StreamObserver<ApplyCallsResponse> answer) {
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        var response = ApplyCallsResponse.newBuilder();
        for (int index = 0; index < request.getCallsCount(); index++) {
            var call = request.getCalls(index);
            if (call.getIdentify().getIdentity().equals("refused")) {
                response.addRefusedBuilder()
                        .setIndex(index)
                        .setReason(ErrorReason.ERROR_REASON_IDENTITY_REFUSED)
                        .setField("identify.identity")
                        .setMessage("identify.identity must not be refused");
            } else {
                calls.add(call);
            }
        }
        answer.onNext(response.build());
        answer.onCompleted();
    }

    @Override
    public void resolveUsers(ResolveUsersRequest request, StreamObserver<ResolveUsersResponse> answer) {
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        seen.addAll(request.getUsersList());
        var response = ResolveUsersResponse.newBuilder();
        request.getUsersList().forEach(user -> response.addUserIds(ledger.see(request.getEnvironment(), user)));
        answer.onNext(response.build());
        answer.onCompleted();
    }
}
