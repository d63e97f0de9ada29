package dev.sluice.definitions.segment;

import dev.sluice.definitions.v1.ArchiveSegmentRequest;
import dev.sluice.definitions.v1.ArchiveSegmentResponse;
import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.CreateSegmentResponse;
import dev.sluice.definitions.v1.GetSegmentRequest;
import dev.sluice.definitions.v1.GetSegmentResponse;
import dev.sluice.definitions.v1.ListSegmentsRequest;
import dev.sluice.definitions.v1.ListSegmentsResponse;
import dev.sluice.definitions.v1.RestoreSegmentRequest;
import dev.sluice.definitions.v1.RestoreSegmentResponse;
import dev.sluice.definitions.v1.SegmentsService;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.definitions.v1.UpdateSegmentResponse;
import dev.sluice.errors.Failure;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Tells callers that segments are in the contract and not yet in the service. */
@GrpcService
@OnVirtualThread
class SegmentsEndpoint implements SegmentsService {

    @Override
    public Uni<CreateSegmentResponse> createSegment(CreateSegmentRequest request) {
        throw new Failure.NotImplemented("CreateSegment");
    }

    @Override
    public Uni<GetSegmentResponse> getSegment(GetSegmentRequest request) {
        throw new Failure.NotImplemented("GetSegment");
    }

    @Override
    public Uni<ListSegmentsResponse> listSegments(ListSegmentsRequest request) {
        throw new Failure.NotImplemented("ListSegments");
    }

    @Override
    public Uni<UpdateSegmentResponse> updateSegment(UpdateSegmentRequest request) {
        throw new Failure.NotImplemented("UpdateSegment");
    }

    @Override
    public Uni<ArchiveSegmentResponse> archiveSegment(ArchiveSegmentRequest request) {
        throw new Failure.NotImplemented("ArchiveSegment");
    }

    @Override
    public Uni<RestoreSegmentResponse> restoreSegment(RestoreSegmentRequest request) {
        throw new Failure.NotImplemented("RestoreSegment");
    }
}
