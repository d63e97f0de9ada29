package dev.sluice.worker.fakes;

import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.GetWarehouseResponse;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.ListWarehousesResponse;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.v1.WarehousesServiceGrpc.WarehousesServiceImplBase;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lists the warehouses of environments; none can be reached. */
public final class FakeWarehouses extends WarehousesServiceImplBase {

    private final Map<String, List<String>> warehouses = new ConcurrentHashMap<>();

    public void know(String environment, String... names) {
        warehouses.put(environment, List.of(names));
    }

    @Override
    public void listWarehouses(ListWarehousesRequest request, StreamObserver<ListWarehousesResponse> answer) {
        var names = warehouses.get(request.getEnvironment());
        if (names == null) {
            answer.onError(notFound(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND));
            return;
        }
        var response = ListWarehousesResponse.newBuilder();
        names.forEach(name -> response.addWarehouses(Warehouse.newBuilder().setName(name)));
        answer.onNext(response.build());
        answer.onCompleted();
    }

    @Override
    public void getWarehouse(GetWarehouseRequest request, StreamObserver<GetWarehouseResponse> answer) {
        answer.onError(notFound(ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND));
    }

    private static RuntimeException notFound(ErrorReason reason) {
        return GrpcStatuses.toStatus(new Failure.NotFound(reason, "not there"));
    }
}
