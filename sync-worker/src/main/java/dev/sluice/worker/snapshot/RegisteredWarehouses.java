package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.v1.WarehousesServiceGrpc.WarehousesServiceBlockingStub;
import dev.sluice.remote.RemoteService;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks definitions-service which warehouses there are. */
@ApplicationScoped
public class RegisteredWarehouses {

    private static final RemoteService DEFINITIONS = new RemoteService("definitions-service");

    private final EnvironmentsServiceBlockingStub environments;
    private final WarehousesServiceBlockingStub warehouses;

    RegisteredWarehouses(
            @GrpcClient("definitions") EnvironmentsServiceBlockingStub environments,
            @GrpcClient("definitions") WarehousesServiceBlockingStub warehouses) {
        this.environments = environments;
        this.warehouses = warehouses;
    }

    /** Those of all environments. */
    public List<Warehouse> all() {
        var request = ListEnvironmentsRequest.getDefaultInstance();
        return DEFINITIONS.ask(() -> environments.listEnvironments(request)).getEnvironmentsList().stream()
                .flatMap(environment -> list(environment.getName()).stream())
                .toList();
    }

    /** Their names; fails with ENVIRONMENT_NOT_FOUND. */
    public List<String> of(String environment) {
        return list(environment).stream().map(Warehouse::getName).toList();
    }

    private List<Warehouse> list(String environment) {
        var request =
                ListWarehousesRequest.newBuilder().setEnvironment(environment).build();
        return DEFINITIONS.ask(() -> warehouses.listWarehouses(request)).getWarehousesList();
    }
}
