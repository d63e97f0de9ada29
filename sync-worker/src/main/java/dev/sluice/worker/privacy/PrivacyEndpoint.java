package dev.sluice.worker.privacy;

import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.GetDeletionRequest;
import dev.sluice.sync.v1.GetDeletionResponse;
import dev.sluice.sync.v1.ListDeletionsRequest;
import dev.sluice.sync.v1.ListDeletionsResponse;
import dev.sluice.sync.v1.PrivacyService;
import dev.sluice.sync.v1.RequestDeletionRequest;
import dev.sluice.sync.v1.RequestDeletionResponse;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The contract's PrivacyService. */
@GrpcService
@OnVirtualThread
public class PrivacyEndpoint implements PrivacyService {

    private final DeletionIntake intake;
    private final DeletionStore store;
    private final DeletionParts parts;
    private final RegisteredWarehouses warehouses;

    PrivacyEndpoint(DeletionIntake intake, DeletionStore store, DeletionParts parts, RegisteredWarehouses warehouses) {
        this.intake = intake;
        this.store = store;
        this.parts = parts;
        this.warehouses = warehouses;
    }

    @Override
    public Uni<RequestDeletionResponse> requestDeletion(RequestDeletionRequest request) {
        var environment = PrivacyRequests.environment(request.getEnvironment());
        var deletion = intake.take(environment, PrivacyRequests.user(request));
        return Uni.createFrom()
                .item(RequestDeletionResponse.newBuilder()
                        .setDeletion(message(deletion))
                        .build());
    }

    @Override
    public Uni<GetDeletionResponse> getDeletion(GetDeletionRequest request) {
        var deletion = store.find(PrivacyRequests.id(request.getId()));
        return Uni.createFrom()
                .item(GetDeletionResponse.newBuilder()
                        .setDeletion(message(deletion))
                        .build());
    }

    @Override
    public Uni<ListDeletionsResponse> listDeletions(ListDeletionsRequest request) {
        var environment = PrivacyRequests.environment(request.getEnvironment());
        int size = PrivacyRequests.pageSize(request.getPageSize());
        warehouses.of(environment);
        var response = ListDeletionsResponse.newBuilder();
        store.list(environment, size).forEach(deletion -> response.addDeletions(message(deletion)));
        return Uni.createFrom().item(response.build());
    }

    private Deletion message(DeletionRecord deletion) {
        return DeletionMapper.deletion(deletion, parts.of(deletion.id));
    }
}
