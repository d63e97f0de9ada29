package dev.sluice.worker.fakes;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceImplBase;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.GetEnvironmentResponse;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.ListEnvironmentsResponse;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyResponse;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A definitions-service that knows write keys, and can be away. */
public final class FakeEnvironments extends EnvironmentsServiceImplBase {

    private final Map<String, String> environments = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    /** Lists it, too, when asked for all; its warehouses should be known. */
    public void list(String environment) {
        listed.add(environment);
    }

    public void know(String writeKey, String environment) {
        environments.put(writeKey, environment);
    }

    public void forget(String writeKey) {
        environments.remove(writeKey);
    }

    /** From now on the key has an end. */
    public void replace(String writeKey, Instant expiresAt) {
        ends.put(writeKey, expiresAt);
    }

    /** How often anybody asked for a key. */
    public int lookups() {
        return lookups.get();
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void getEnvironment(GetEnvironmentRequest request, StreamObserver<GetEnvironmentResponse> answer) {
        if (environments.containsValue(request.getEnvironment())) {
            answer.onNext(GetEnvironmentResponse.newBuilder()
                    .setEnvironment(Environment.newBuilder().setName(request.getEnvironment()))
                    .build());
            answer.onCompleted();
        } else {
            answer.onError(GrpcStatuses.toStatus(
                    new Failure.NotFound(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, "no such environment")));
        }
    }

    @Override
    public void listEnvironments(ListEnvironmentsRequest request, StreamObserver<ListEnvironmentsResponse> answer) {
        var all = ListEnvironmentsResponse.newBuilder();
        listed.forEach(name -> all.addEnvironments(Environment.newBuilder().setName(name)));
        answer.onNext(all.build());
        answer.onCompleted();
    }

    @Override
    public void resolveWriteKey(ResolveWriteKeyRequest request, StreamObserver<ResolveWriteKeyResponse> answer) {
        lookups.incrementAndGet();
        var environment = environments.get(request.getWriteKey());
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
        } else if (environment == null) {
            answer.onError(GrpcStatuses.toStatus(new Failure.Unauthenticated(
                    ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN, "no environment has this write key")));
        } else {
            var response = ResolveWriteKeyResponse.newBuilder().setEnvironment(environment);
            var end = ends.get(request.getWriteKey());
            if (end != null) {
                response.setExpiresAt(Timestamp.newBuilder().setSeconds(end.getEpochSecond()));
            }
            answer.onNext(response.build());
            answer.onCompleted();
        }
    }
}
