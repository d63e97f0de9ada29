package dev.sluice.worker.fakes;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.Account;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.DeleteUserResponse;
import dev.sluice.identity.v1.LedgerServiceGrpc.LedgerServiceImplBase;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.ListAccountsResponse;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Knows which accounts are one user, and forgets them; can fail to, or lose its answers. */
public final class FakeLedger extends LedgerServiceImplBase {

    private final Map<String, Map<Long, User>> environments = new ConcurrentHashMap<>();
    private final List<Set<Long>> forgotten = new CopyOnWriteArrayList<>();
    private volatile boolean forgetsNobody;
    private volatile boolean losesAnswers;

    private record User(long root, UserKey key) {}

    /** That a key's user is another by now, or itself. */
    public synchronized void know(String environment, long userId, UserKey key, long root) {
        environments.computeIfAbsent(environment, _ -> new TreeMap<>()).put(userId, new User(root, key));
    }

    public synchronized boolean knows(String environment, long userId) {
        return users(environment).containsKey(userId);
    }

    public synchronized boolean knows(String environment, UserKey key) {
        return users(environment).values().stream().anyMatch(user -> user.key().equals(key));
    }

    /** The ids of each call that forgot somebody. */
    public List<Set<Long>> forgotten() {
        return List.copyOf(forgotten);
    }

    /** Answers as a service does that went away before it did anything. */
    public void forgetsNobody(boolean nobody) {
        forgetsNobody = nobody;
    }

    /** What is asked is done, but who asks never hears of it. */
    public void losesAnswers(boolean loses) {
        losesAnswers = loses;
    }

    /** An event has shown a user, who is known from then on; the id of the first is 1,000. */
    synchronized long see(String environment, SeenUser seen) {
        var users = environments.computeIfAbsent(environment, _ -> new TreeMap<>());
        return users.entrySet().stream()
                .filter(user -> user.getValue().key().equals(seen.getUser()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> {
                    long id = 1_000L + users.size();
                    users.put(id, new User(id, seen.getUser()));
                    return id;
                });
    }

    @Override
    public synchronized void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> answer) {
        var users = users(request.getEnvironment());
        var root = users.entrySet().stream()
                .filter(user -> request.hasKey()
                        ? user.getValue().key().equals(request.getKey())
                        : user.getKey() == request.getUserId())
                .map(user -> user.getValue().root())
                .findFirst();
        answer(answer, root.map(id -> accounts(users, id)), ErrorReason.ERROR_REASON_USER_NOT_FOUND);
    }

    private static ListAccountsResponse accounts(Map<Long, User> users, long root) {
        var accounts = ListAccountsResponse.newBuilder().setUserId(root);
        users.forEach((id, user) -> {
            if (user.root() == root) {
                accounts.addAccounts(Account.newBuilder().setUserId(id).setKey(user.key()));
            }
        });
        return accounts.build();
    }

    @Override
    public synchronized void deleteUser(DeleteUserRequest request, StreamObserver<DeleteUserResponse> answer) {
        var users = users(request.getEnvironment());
        var asked = new HashSet<>(request.getUserIdsList());
        boolean whole = users.entrySet().stream()
                .filter(user -> asked.contains(user.getKey()))
                .flatMap(user -> users.entrySet().stream()
                        .filter(other ->
                                other.getValue().root() == user.getValue().root()))
                .allMatch(user -> asked.contains(user.getKey()));
        if (forgetsNobody) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        if (whole) {
            users.keySet().removeAll(asked);
            forgotten.add(Set.copyOf(asked));
        }
        answer(
                answer,
                whole ? Optional.of(DeleteUserResponse.getDefaultInstance()) : Optional.empty(),
                ErrorReason.ERROR_REASON_WRONG_STATE);
    }

    private Map<Long, User> users(String environment) {
        return environments.getOrDefault(environment, new HashMap<>());
    }

    private <T> void answer(StreamObserver<T> observer, Optional<T> answer, ErrorReason otherwise) {
        if (losesAnswers) {
            observer.onError(Status.UNAVAILABLE.asRuntimeException());
        } else if (answer.isEmpty()) {
            observer.onError(GrpcStatuses.toStatus(
                    otherwise == ErrorReason.ERROR_REASON_WRONG_STATE
                            ? new Failure.Precondition(otherwise, "grown")
                            : new Failure.NotFound(otherwise, "nobody")));
        } else {
            observer.onNext(answer.get());
            observer.onCompleted();
        }
    }
}
