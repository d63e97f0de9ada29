package dev.sluice.worker.capture.rpc;

import dev.sluice.capture.v1.ListRefusedCallsRequest;
import dev.sluice.capture.v1.ListRefusedCallsResponse;
import dev.sluice.capture.v1.QuarantineService;
import dev.sluice.capture.v1.ReplayRefusedCallsRequest;
import dev.sluice.capture.v1.ReplayRefusedCallsResponse;
import dev.sluice.errors.Failure;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Says that refused calls are not kept yet. */
@GrpcService
class QuarantineEndpoint implements QuarantineService {

    @Override
    public Uni<ListRefusedCallsResponse> listRefusedCalls(ListRefusedCallsRequest request) {
        throw new Failure.NotImplemented("listing refused calls");
    }

    @Override
    public Uni<ReplayRefusedCallsResponse> replayRefusedCalls(ReplayRefusedCallsRequest request) {
        throw new Failure.NotImplemented("replaying refused calls");
    }
}
