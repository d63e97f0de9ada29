package dev.sluice.definitions.environment;

import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateEnvironmentResponse;
import dev.sluice.definitions.v1.EnvironmentsService;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.GetEnvironmentResponse;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.ListEnvironmentsResponse;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyResponse;
import dev.sluice.definitions.v1.RotateWriteKeyRequest;
import dev.sluice.definitions.v1.RotateWriteKeyResponse;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.wire.Timestamps;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about environments. */
@GrpcService
@OnVirtualThread
class EnvironmentsEndpoint implements EnvironmentsService {

    private final Environments environments;
    private final EnvironmentStore store;
    private final WriteKeyStore writeKeys;

    EnvironmentsEndpoint(Environments environments, EnvironmentStore store, WriteKeyStore writeKeys) {
        this.environments = environments;
        this.store = store;
        this.writeKeys = writeKeys;
    }

    @Override
    public Uni<CreateEnvironmentResponse> createEnvironment(CreateEnvironmentRequest request) {
        var writeKey = WriteKey.givenOrRandom(request.getWriteKey());
        var environment = store.create(request.getProject(), request.getStage(), writeKey);
        return Uni.createFrom()
                .item(CreateEnvironmentResponse.newBuilder()
                        .setEnvironment(environment)
                        .setWriteKey(writeKey.text())
                        .build());
    }

    @Override
    public Uni<GetEnvironmentResponse> getEnvironment(GetEnvironmentRequest request) {
        var environment = environments.get(request.getEnvironment()).message();
        return Uni.createFrom()
                .item(GetEnvironmentResponse.newBuilder()
                        .setEnvironment(environment)
                        .build());
    }

    @Override
    public Uni<ListEnvironmentsResponse> listEnvironments(ListEnvironmentsRequest request) {
        return Uni.createFrom()
                .item(ListEnvironmentsResponse.newBuilder()
                        .addAllEnvironments(store.list())
                        .build());
    }

    @Override
    public Uni<ResolveWriteKeyResponse> resolveWriteKey(ResolveWriteKeyRequest request) {
        var resolved = writeKeys.resolve(new WriteKey(request.getWriteKey()));
        var response = ResolveWriteKeyResponse.newBuilder().setEnvironment(resolved.environment());
        if (resolved.expiresAt() != null) {
            response.setExpiresAt(Timestamps.of(resolved.expiresAt()));
        }
        return Uni.createFrom().item(response.build());
    }

    @Override
    public Uni<RotateWriteKeyResponse> rotateWriteKey(RotateWriteKeyRequest request) {
        var writeKey = WriteKey.random();
        var end = writeKeys.replace(request.getEnvironment(), writeKey, GracePeriod.of(request));
        return Uni.createFrom()
                .item(RotateWriteKeyResponse.newBuilder()
                        .setWriteKey(writeKey.text())
                        .setPreviousExpiresAt(Timestamps.of(end))
                        .build());
    }
}
