package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.sync.v1.BackfillPropertyRequest;
import dev.sluice.sync.v1.BackfillPropertyResponse;
import dev.sluice.sync.v1.CareService;
import dev.sluice.sync.v1.ListGapsRequest;
import dev.sluice.sync.v1.ListGapsResponse;
import dev.sluice.sync.v1.VerifyWarehouseRequest;
import dev.sluice.sync.v1.VerifyWarehouseResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** The contract's CareService, declared for a later release. */
@GrpcService
public class CareEndpoint implements CareService {

    @Override
    public Uni<VerifyWarehouseResponse> verifyWarehouse(VerifyWarehouseRequest request) {
        throw new Failure.NotImplemented("VerifyWarehouse");
    }

    @Override
    public Uni<ListGapsResponse> listGaps(ListGapsRequest request) {
        throw new Failure.NotImplemented("ListGaps");
    }

    @Override
    public Uni<BackfillPropertyResponse> backfillProperty(BackfillPropertyRequest request) {
        throw new Failure.NotImplemented("BackfillProperty");
    }
}
