package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.CreateWarehouseResponse;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.GetWarehouseResponse;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.ListWarehousesResponse;
import dev.sluice.definitions.v1.WarehousesService;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about warehouses. */
@GrpcService
@OnVirtualThread
class WarehousesEndpoint implements WarehousesService {

    private final Environments environments;
    private final Warehouses warehouses;
    private final WarehouseRegistration registration;

    WarehousesEndpoint(Environments environments, Warehouses warehouses, WarehouseRegistration registration) {
        this.environments = environments;
        this.warehouses = warehouses;
        this.registration = registration;
    }

    @Override
    public Uni<CreateWarehouseResponse> createWarehouse(CreateWarehouseRequest request) {
        return Uni.createFrom().item(registration.register(request));
    }

    @Override
    public Uni<GetWarehouseResponse> getWarehouse(GetWarehouseRequest request) {
        var environment = environments.get(request.getEnvironment());
        var warehouse = warehouses.get(environment, request.getWarehouse()).message();
        return Uni.createFrom()
                .item(GetWarehouseResponse.newBuilder().setWarehouse(warehouse).build());
    }

    @Override
    public Uni<ListWarehousesResponse> listWarehouses(ListWarehousesRequest request) {
        return Uni.createFrom()
                .item(ListWarehousesResponse.newBuilder()
                        .addAllWarehouses(warehouses.list(request.getEnvironment()))
                        .build());
    }
}
