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
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the calls about segments. */
@GrpcService
@OnVirtualThread
class SegmentsEndpoint implements SegmentsService {

    private final Segments segments;
    private final SegmentChanges changes;

    SegmentsEndpoint(Segments segments, SegmentChanges changes) {
        this.segments = segments;
        this.changes = changes;
    }

    @Override
    public Uni<CreateSegmentResponse> createSegment(CreateSegmentRequest request) {
        return Uni.createFrom()
                .item(CreateSegmentResponse.newBuilder()
                        .setSegment(changes.create(request.getEnvironment(), SegmentFields.of(request)))
                        .build());
    }

    @Override
    public Uni<GetSegmentResponse> getSegment(GetSegmentRequest request) {
        return Uni.createFrom()
                .item(GetSegmentResponse.newBuilder()
                        .setSegment(segments.get(request.getId()))
                        .build());
    }

    @Override
    public Uni<ListSegmentsResponse> listSegments(ListSegmentsRequest request) {
        return Uni.createFrom()
                .item(ListSegmentsResponse.newBuilder()
                        .addAllSegments(segments.list(request.getEnvironment()))
                        .build());
    }

    @Override
    public Uni<UpdateSegmentResponse> updateSegment(UpdateSegmentRequest request) {
        return Uni.createFrom()
                .item(UpdateSegmentResponse.newBuilder()
                        .setSegment(changes.update(request.getId(), SegmentFields.of(request)))
                        .build());
    }

    @Override
    public Uni<ArchiveSegmentResponse> archiveSegment(ArchiveSegmentRequest request) {
        return Uni.createFrom()
                .item(ArchiveSegmentResponse.newBuilder()
                        .setSegment(changes.archive(request.getId()))
                        .build());
    }

    @Override
    public Uni<RestoreSegmentResponse> restoreSegment(RestoreSegmentRequest request) {
        return Uni.createFrom()
                .item(RestoreSegmentResponse.newBuilder()
                        .setSegment(changes.restore(request.getId()))
                        .build());
    }
}
