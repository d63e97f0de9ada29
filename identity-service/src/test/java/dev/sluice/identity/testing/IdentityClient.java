package dev.sluice.identity.testing;

import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.ApplyCallsResponse;
import dev.sluice.identity.v1.ApproveMergesRequest;
import dev.sluice.identity.v1.FeedServiceGrpc;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.IdentityServiceGrpc;
import dev.sluice.identity.v1.LedgerServiceGrpc;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.RestoreMergeRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UndoMergeRequest;
import dev.sluice.identity.v1.UserKey;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Talks to the service under test as any client does. */
@Singleton
public class IdentityClient {

    private final ManagedChannel channel;

    IdentityClient(@ConfigProperty(name = "quarkus.grpc.server.test-port") int port) {
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .build();
    }

    /** Of a service that runs in a process of its own. */
    public static IdentityClient on(int port) {
        return new IdentityClient(port);
    }

    @PreDestroy
    void close() {
        channel.shutdownNow();
    }

    public ManagedChannel channel() {
        return channel;
    }

    public IdentityServiceGrpc.IdentityServiceBlockingStub calls() {
        return IdentityServiceGrpc.newBlockingStub(channel);
    }

    public LedgerServiceGrpc.LedgerServiceBlockingStub ledger() {
        return LedgerServiceGrpc.newBlockingStub(channel);
    }

    public FeedServiceGrpc.FeedServiceBlockingStub feeds() {
        return FeedServiceGrpc.newBlockingStub(channel);
    }

    public ApplyCallsResponse apply(String environment, List<IdentityCall> calls) {
        return calls().applyCalls(ApplyCallsRequest.newBuilder()
                .setEnvironment(environment)
                .addAllCalls(calls)
                .build());
    }

    public ApplyCallsResponse apply(String environment, IdentityCall... calls) {
        return apply(environment, List.of(calls));
    }

    /** Whom the accounts of the call are by now. */
    public List<Long> undo(String environment, String callId) {
        return ledger().undoMerge(UndoMergeRequest.newBuilder()
                        .setEnvironment(environment)
                        .setCallId(callId)
                        .build())
                .getUserIdsList();
    }

    public List<Long> restore(String environment, String callId) {
        return ledger().restoreMerge(RestoreMergeRequest.newBuilder()
                        .setEnvironment(environment)
                        .setCallId(callId)
                        .build())
                .getUserIdsList();
    }

    public void approve(String environment, List<String> callIds) {
        ledger().approveMerges(ApproveMergesRequest.newBuilder()
                .setEnvironment(environment)
                .addAllCallIds(callIds)
                .build());
    }

    /** The ids of keys that are known, or are to be from now on. */
    public List<Long> userIds(String environment, List<UserKey> keys) {
        return resolve(environment, keys, Calls.LATE, false);
    }

    public long userId(String environment, UserKey key) {
        return userIds(environment, List.of(key)).getFirst();
    }

    public List<Long> resolve(String environment, List<UserKey> keys, Instant firstSeen, boolean validateOnly) {
        var request =
                ResolveUsersRequest.newBuilder().setEnvironment(environment).setValidateOnly(validateOnly);
        keys.forEach(
                key -> request.addUsers(SeenUser.newBuilder().setUser(key).setFirstSeen(Calls.timestamp(firstSeen))));
        return calls().resolveUsers(request.build()).getUserIdsList();
    }
}
