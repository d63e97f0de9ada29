package dev.sluice.identity.call;

import dev.sluice.identity.account.SeenUsers;
import dev.sluice.identity.account.UserResolution;
import dev.sluice.identity.environment.Environments;
import dev.sluice.identity.v1.AddUserPropertiesRequest;
import dev.sluice.identity.v1.AddUserPropertiesResponse;
import dev.sluice.identity.v1.AliasRequest;
import dev.sluice.identity.v1.AliasResponse;
import dev.sluice.identity.v1.ApplyCallsRequest;
import dev.sluice.identity.v1.ApplyCallsResponse;
import dev.sluice.identity.v1.IdentifyRequest;
import dev.sluice.identity.v1.IdentifyResponse;
import dev.sluice.identity.v1.IdentityService;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.ResolveUsersResponse;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Serves the calls that change who is who. */
@GrpcService
@OnVirtualThread
final class IdentityEndpoint implements IdentityService {

    private final Environments environments;
    private final CallIntake intake;
    private final CallApplication application;
    private final UserResolution resolution;

    IdentityEndpoint(
            Environments environments, CallIntake intake, CallApplication application, UserResolution resolution) {
        this.environments = environments;
        this.intake = intake;
        this.application = application;
        this.resolution = resolution;
    }

    @Override
    public Uni<IdentifyResponse> identify(IdentifyRequest request) {
        var user = applyOne(request.getEnvironment(), intake.identify(request));
        return Uni.createFrom()
                .item(IdentifyResponse.newBuilder().setUserId(user).build());
    }

    @Override
    public Uni<AliasResponse> alias(AliasRequest request) {
        var user = applyOne(request.getEnvironment(), intake.alias(request));
        return Uni.createFrom().item(AliasResponse.newBuilder().setUserId(user).build());
    }

    @Override
    public Uni<AddUserPropertiesResponse> addUserProperties(AddUserPropertiesRequest request) {
        var user = applyOne(request.getEnvironment(), intake.addProperties(request));
        return Uni.createFrom()
                .item(AddUserPropertiesResponse.newBuilder().setUserId(user).build());
    }

    @Override
    public Uni<ApplyCallsResponse> applyCalls(ApplyCallsRequest request) {
        var environment = environments.existing(request.getEnvironment());
        var batch = intake.batch(request.getCallsList());
        if (!batch.taken().isEmpty()) {
            application.apply(environment, batch.taken());
        }
        return Uni.createFrom()
                .item(ApplyCallsResponse.newBuilder()
                        .addAllRefused(batch.refused())
                        .build());
    }

    @Override
    public Uni<ResolveUsersResponse> resolveUsers(ResolveUsersRequest request) {
        var environment = environments.existing(request.getEnvironment());
        var sightings = SeenUsers.sightings(request.getUsersList());
        var userIds = request.getValidateOnly()
                ? resolution.rehearse(environment, sightings)
                : resolution.resolve(environment, sightings);
        return Uni.createFrom()
                .item(ResolveUsersResponse.newBuilder().addAllUserIds(userIds).build());
    }

    private long applyOne(String environment, Call call) {
        return application
                .apply(environments.existing(environment), List.of(call))
                .getFirst()
                .userId();
    }
}
