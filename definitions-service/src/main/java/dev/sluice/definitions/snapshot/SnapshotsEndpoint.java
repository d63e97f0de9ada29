package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.v1.GetSnapshotRequest;
import dev.sluice.definitions.v1.GetSnapshotResponse;
import dev.sluice.definitions.v1.SnapshotsService;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers the call for a snapshot. */
@GrpcService
@OnVirtualThread
class SnapshotsEndpoint implements SnapshotsService {

    private final Snapshots snapshots;

    SnapshotsEndpoint(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Uni<GetSnapshotResponse> getSnapshot(GetSnapshotRequest request) {
        var snapshot = snapshots.take(request.getEnvironment(), request.getWarehouse());
        return Uni.createFrom()
                .item(GetSnapshotResponse.newBuilder().setSnapshot(snapshot).build());
    }
}
