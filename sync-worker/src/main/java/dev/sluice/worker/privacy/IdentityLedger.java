package dev.sluice.worker.privacy;

import com.google.common.collect.Lists;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.sluice.identity.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.remote.RemoteService;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.eventlog.Actor.UserKind;
import dev.sluice.worker.eventlog.LoggedUser;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks identity-service whom a user consists of, and to forget them. */
@ApplicationScoped
class IdentityLedger {

    private static final RemoteService IDENTITY = new RemoteService("identity-service");
    private static final int MOST_USERS = 10_000;

    private final LedgerServiceBlockingStub ledger;
    private final IdentityServiceBlockingStub identities;

    IdentityLedger(
            @GrpcClient("identity") LedgerServiceBlockingStub ledger,
            @GrpcClient("identity") IdentityServiceBlockingStub identities) {
        this.ledger = ledger;
        this.identities = identities;
    }

    Optional<UserAccounts> find(String environment, RequestedUser user) {
        var request = ListAccountsRequest.newBuilder().setEnvironment(environment);
        switch (user) {
            case RequestedUser.ById(long userId) -> request.setUserId(userId);
            case RequestedUser.ByKey(LoggedUser key) -> request.setKey(key(key));
        }
        try {
            return Optional.of(list(request.build()));
        } catch (StatusRuntimeException e) {
            if (GrpcStatuses.reason(e) == ErrorReason.ERROR_REASON_USER_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private UserAccounts list(ListAccountsRequest request) {
        var listed = IDENTITY.ask(() -> ledger.listAccounts(request));
        return new UserAccounts(
                listed.getUserId(),
                listed.getAccountsList().stream()
                        .map(account -> new Account(account.getUserId(), user(account.getKey())))
                        .toList());
    }

    /** False when the user has other accounts too by now, and nothing was forgotten. */
    boolean forget(String environment, Collection<Long> userIds) {
        var request = DeleteUserRequest.newBuilder()
                .setEnvironment(environment)
                .addAllUserIds(userIds)
                .build();
        try {
            IDENTITY.ask(() -> ledger.deleteUser(request));
            return true;
        } catch (StatusRuntimeException e) {
            if (GrpcStatuses.reason(e) == ErrorReason.ERROR_REASON_WRONG_STATE) {
                return false;
            }
            throw e;
        }
    }

    /** Makes users known whom raw events show. */
    void makeKnown(String environment, Map<LoggedUser, Instant> firstSeen) {
        for (var some : Lists.partition(List.copyOf(firstSeen.entrySet()), MOST_USERS)) {
            var request = ResolveUsersRequest.newBuilder().setEnvironment(environment);
            some.forEach(seen -> request.addUsers(
                    SeenUser.newBuilder().setUser(key(seen.getKey())).setFirstSeen(Timestamps.of(seen.getValue()))));
            IDENTITY.ask(() -> identities.resolveUsers(request.build()));
        }
    }

    private static UserKey key(LoggedUser user) {
        return switch (user.kind()) {
            case ANONYMOUS -> UserKey.newBuilder().setAnonymousId(user.key()).build();
            case IDENTITY -> UserKey.newBuilder().setIdentity(user.key()).build();
        };
    }

    private static LoggedUser user(UserKey key) {
        return key.hasIdentity()
                ? new LoggedUser(UserKind.IDENTITY, key.getIdentity())
                : new LoggedUser(UserKind.ANONYMOUS, key.getAnonymousId());
    }
}
