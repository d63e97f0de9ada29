package dev.sluice.worker.capture.identity;

import com.google.common.collect.Lists;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.sluice.identity.v1.RefusedIdentityCall;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.remote.RemoteService;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.FieldNames;
import dev.sluice.worker.capture.call.Refusal;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Has identity-service apply calls, and returns when it has. A failure may leave some of them applied: sent again with
 * the same message ids, those change nothing.
 */
@ApplicationScoped
public class IdentityForwarding {

    private static final RemoteService IDENTITY = new RemoteService("identity-service");
    private static final int MOST_CALLS = 1_000;
    private static final FieldNames NAMES = new FieldNames(Map.of(
            "stamp.time", "time",
            "stamp.call_id", "message_id",
            "identify.anonymous_id", "anonymous_id",
            "identify.identity", "identity",
            "alias.to_identity", "identity",
            "add_user_properties.user.anonymous_id", "anonymous_id",
            "add_user_properties.user.identity", "identity"));
    private static final FieldNames TRAITS = new FieldNames(Map.of(
            "add_user_properties.properties", "identify.traits",
            "add_user_properties.unset", "identify.unset",
            "add_user_properties.set_once", "identify.set_once"));

    private final IdentityServiceBlockingStub identity;

    IdentityForwarding(@GrpcClient("identity") IdentityServiceBlockingStub identity) {
        this.identity = identity;
    }

    /** Applies the calls; returns those that identity-service refused, by their place. */
    public Map<Integer, Refusal> forward(String environment, List<StampedCall> calls) {
        var requests = new ArrayList<Request>();
        var seen = new ArrayList<SeenUser>();
        for (var call : calls) {
            var said = IdentityRequests.of(call);
            said.forEach(each -> requests.add(new Request(call, each)));
            if (said.isEmpty()) {
                seen.add(seen(call));
            }
        }
        makeKnown(environment, seen);
        var refusals = new HashMap<Integer, Refusal>();
        Lists.partition(requests, MOST_CALLS).forEach(some -> refusals.putAll(apply(environment, some)));
        return refusals;
    }

    private Map<Integer, Refusal> apply(String environment, List<Request> requests) {
        var request = ApplyCallsRequest.newBuilder()
                .setEnvironment(environment)
                .addAllCalls(requests.stream().map(Request::said).toList())
                .build();
        var refusals = new HashMap<Integer, Refusal>();
        for (var refused : IDENTITY.ask(() -> identity.applyCalls(request)).getRefusedList()) {
            var call = requests.get(refused.getIndex()).call();
            refusals.putIfAbsent(call.place(), refusal(refused, call));
        }
        return refusals;
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

    private static SeenUser seen(StampedCall call) {
        return SeenUser.newBuilder()
                .setUser(IdentityRequests.user(call.call().header()))
                .setFirstSeen(call.timestamp())
                .build();
    }

    private static Refusal refusal(RefusedIdentityCall refused, StampedCall call) {
        var rule = refused.getMessage().replaceFirst("^.*? must ", "");
        var field = NAMES.apply(refused.getField());
        return new Refusal(
                refused.getReason(), call.call() instanceof CapturedCall.Identify ? TRAITS.apply(field) : field, rule);
    }

    private record Request(StampedCall call, IdentityCall said) {}
}
