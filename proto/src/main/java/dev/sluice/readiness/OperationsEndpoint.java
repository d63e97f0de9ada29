package dev.sluice.readiness;

import dev.sluice.operations.v1.GetReadinessRequest;
import dev.sluice.operations.v1.GetReadinessResponse;
import dev.sluice.operations.v1.OperationsService;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers what every service says of itself. */
@GrpcService
@OnVirtualThread
class OperationsEndpoint implements OperationsService {

    private final ReadinessReport report;

    OperationsEndpoint(ReadinessReport report) {
        this.report = report;
    }

    @Override
    public Uni<GetReadinessResponse> getReadiness(GetReadinessRequest request) {
        return Uni.createFrom()
                .item(GetReadinessResponse.newBuilder()
                        .addAllFindings(report.findings())
                        .build());
    }
}
