package dev.sluice.worker.fakes;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.ApplyCallsResponse;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.ResolveUsersResponse;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** An identity-service that records what it is told, refuses identities named "refused", and can be away. */
public final class FakeIdentity extends IdentityServiceImplBase {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final List<IdentityCall> calls = new CopyOnWriteArrayList<>();
    private final List<SeenUser> seen = new CopyOnWriteArrayList<>();
    private final FakeLedger ledger;
    private volatile boolean away;
    private volatile boolean refusesNobody;

    FakeIdentity(FakeLedger ledger) {
        this.ledger = ledger;
    }

    /** Calls that were applied with this id, in order; waits a while for them to come. */
    public List<IdentityCall> calls(String callId) {
        return waitFor(calls, call -> call.getStamp().getCallId().equals(callId));
    }

    /** Ids of calls that were applied, in order. @param prefix that they share */
    public List<String> callIdsOf(String prefix) {
        return calls.stream()
                .map(call -> call.getStamp().getCallId())
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    /** When this user was seen; waits a while for it. */
    public List<SeenUser> seen(UserKey user) {
        return waitFor(seen, each -> each.getUser().equals(user));
    }

    private static <T> List<T> waitFor(List<T> told, Predicate<T> wanted) {
        var end = Instant.now().plus(LONGEST);
        while (told.stream().noneMatch(wanted) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return told.stream().filter(wanted).toList();
    }

    public void refusesNobody(boolean nobody) {
        refusesNobody = nobody;
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
        var applied = new ArrayList<IdentityCall>();
        for (int index = 0; index < request.getCallsCount(); index++) {
            var call = request.getCalls(index);
            if (!refusesNobody && call.getIdentify().getIdentity().equals("refused")) {
                response.addRefusedBuilder()
                        .setIndex(index)
                        .setReason(ErrorReason.ERROR_REASON_IDENTITY_REFUSED)
                        .setField("identify.identity")
                        .setMessage("identify.identity must not be refused");
            } else {
                applied.add(call);
            }
        }
        // All at once, for those who wait for them.
        calls.addAll(applied);
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
