package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.remote.RemoteService;
import dev.sluice.sync.v1.CareServiceGrpc.CareServiceBlockingStub;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Has sync-worker, which knows the secrets and the drivers, test a warehouse that is to be registered. */
@ApplicationScoped
class WarehouseChecks {

    private static final RemoteService WORKER = new RemoteService("sync-worker");
    private static final String NOT_TESTED =
            "sync-worker does not answer, so the warehouse was not tested; try again, or set register_unchecked";

    private final CareServiceBlockingStub worker;

    WarehouseChecks(@GrpcClient("worker") CareServiceBlockingStub worker) {
        this.worker = worker;
    }

    WarehouseReport check(String environment, WarehouseTarget target) {
        var request =
                TargetMessages.show(target, CheckWarehouseRequest.newBuilder().setEnvironment(environment));
        try {
            return WORKER.ask(() -> worker.checkWarehouse(request)).getReport();
        } catch (Failure.Unavailable e) {
            throw new Failure.Unavailable(NOT_TESTED, e);
        } catch (StatusRuntimeException e) {
            throw isOlder(e) ? new Failure.Unavailable(NOT_TESTED, e) : e;
        }
    }

    /** The status is grpc's own: a worker that knows the call and cannot do it gives a reason of the contract. */
    private static boolean isOlder(StatusRuntimeException answer) {
        return answer.getStatus().getCode() == Status.Code.UNIMPLEMENTED
                && GrpcStatuses.reason(answer) == ErrorReason.ERROR_REASON_INTERNAL;
    }
}
