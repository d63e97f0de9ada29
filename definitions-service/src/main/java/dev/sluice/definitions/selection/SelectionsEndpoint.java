package dev.sluice.definitions.selection;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.v1.ListSelectionsRequest;
import dev.sluice.definitions.v1.ListSelectionsResponse;
import dev.sluice.definitions.v1.SelectionsService;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.definitions.v1.UpdateSelectionsResponse;
import dev.sluice.definitions.warehouse.Warehouses;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about selections. */
@GrpcService
@OnVirtualThread
class SelectionsEndpoint implements SelectionsService {

    private final Environments environments;
    private final Warehouses warehouses;
    private final Selections selections;

    SelectionsEndpoint(Environments environments, Warehouses warehouses, Selections selections) {
        this.environments = environments;
        this.warehouses = warehouses;
        this.selections = selections;
    }

    @Override
    public Uni<UpdateSelectionsResponse> updateSelections(UpdateSelectionsRequest request) {
        long revision = selections.update(request.getEnvironment(), request.getChangesList());
        return Uni.createFrom()
                .item(UpdateSelectionsResponse.newBuilder()
                        .setRevision(revision)
                        .build());
    }

    @Override
    public Uni<ListSelectionsResponse> listSelections(ListSelectionsRequest request) {
        var environment = environments.get(request.getEnvironment());
        var selected = selections.of(warehouses.get(environment, request.getWarehouse()));
        return Uni.createFrom().item(selected.toMessage());
    }
}
