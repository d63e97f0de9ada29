package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.v1.WarehousesServiceGrpc.WarehousesServiceBlockingStub;
import dev.sluice.remote.RemoteService;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks definitions-service which warehouses an environment has. */
@ApplicationScoped
public class RegisteredWarehouses {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final WarehousesServiceBlockingStub warehouses;

    RegisteredWarehouses(@GrpcClient("definitions") WarehousesServiceBlockingStub warehouses) {
        this.warehouses = warehouses;
    }

    /** Their names; fails with ENVIRONMENT_NOT_FOUND. */
    public List<String> of(String environment) {
        var request =
                ListWarehousesRequest.newBuilder().setEnvironment(environment).build();
        return DEFINITIONS.ask(() -> warehouses.listWarehouses(request)).getWarehousesList().stream()
                .map(Warehouse::getName)
                .toList();
    }
}
