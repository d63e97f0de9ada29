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
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lists the warehouses of environments; those of which only the name is known cannot be reached. */
public final class FakeWarehouses extends WarehousesServiceImplBase {

    private final Map<String, List<Warehouse>> warehouses = new ConcurrentHashMap<>();

    private volatile boolean away;

    public void know(String environment, String... names) {
        warehouses.put(
                environment,
                Stream.of(names)
                        .map(name -> Warehouse.newBuilder().setName(name).build())
                        .toList());
    }

    public void know(String environment, Warehouse warehouse) {
        warehouses.put(environment, List.of(warehouse));
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public void listWarehouses(ListWarehousesRequest request, StreamObserver<ListWarehousesResponse> answer) {
        if (away) {
            answer.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        var known = warehouses.get(request.getEnvironment());
        if (known == null) {
            answer.onError(notFound(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND));
            return;
        }
        answer.onNext(
                ListWarehousesResponse.newBuilder().addAllWarehouses(known).build());
        answer.onCompleted();
    }

    @Override
    public void getWarehouse(GetWarehouseRequest request, StreamObserver<GetWarehouseResponse> answer) {
        warehouses.getOrDefault(request.getEnvironment(), List.of()).stream()
                .filter(warehouse -> warehouse.getName().equals(request.getWarehouse())
                        && warehouse.getTargetCase() != Warehouse.TargetCase.TARGET_NOT_SET)
                .findFirst()
                .ifPresentOrElse(
                        warehouse -> {
                            answer.onNext(GetWarehouseResponse.newBuilder()
                                    .setWarehouse(warehouse)
                                    .build());
                            answer.onCompleted();
                        },
                        () -> answer.onError(notFound(ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND)));
    }

    private static RuntimeException notFound(ErrorReason reason) {
        return GrpcStatuses.toStatus(new Failure.NotFound(reason, "not there"));
    }
}
