package dev.sluice.worker.outbox;

import com.google.common.collect.Lists;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.remote.RemoteService;
import dev.sluice.worker.quarantine.RefusedCall;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Has identity-service apply calls, and returns when it has. */
@ApplicationScoped
class IdentityCalls {

    private static final RemoteService IDENTITY = new RemoteService("identity-service");
    private static final int MOST_CALLS = 1_000;

    private final IdentityServiceBlockingStub identity;

    IdentityCalls(@GrpcClient("identity") IdentityServiceBlockingStub identity) {
        this.identity = identity.withWaitForReady();
    }

    /**
     * Returns those that identity-service refused. Capture holds calls to the same rules, so these are few: services of
     * different releases or settings disagree.
     */
    List<RefusedCall> apply(String environment, List<QueuedCall> queued) {
        var calls = new ArrayList<IdentityCall>();
        var seen = new ArrayList<SeenUser>();
        for (var call : queued) {
            switch (call) {
                case QueuedCall.Calls(var some) -> calls.addAll(some);
                case QueuedCall.Sighting(var user) -> seen.add(user);
            }
        }
        makeKnown(environment, seen);
        return Lists.partition(calls, MOST_CALLS).stream()
                .flatMap(some -> applyCalls(environment, some).stream())
                .toList();
    }

    private List<RefusedCall> applyCalls(String environment, List<IdentityCall> calls) {
        var request = ApplyCallsRequest.newBuilder()
                .setEnvironment(environment)
                .addAllCalls(calls)
                .build();
        return IDENTITY.ask(() -> identity.applyCalls(request)).getRefusedList().stream()
                .map(refused -> RefusedIdentityCalls.refused(environment, calls.get(refused.getIndex()), refused))
                .toList();
    }

    private void makeKnown(String environment, List<SeenUser> seen) {
        if (seen.isEmpty()) {
            return;
        }
        var request = ResolveUsersRequest.newBuilder()
                .setEnvironment(environment)
                .addAllUsers(seen)
                .build();
        IDENTITY.ask(() -> identity.resolveUsers(request));
    }
}
