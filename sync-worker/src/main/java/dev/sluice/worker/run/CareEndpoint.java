package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.sync.v1.BackfillPropertyRequest;
import dev.sluice.sync.v1.BackfillPropertyResponse;
import dev.sluice.sync.v1.CareService;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import dev.sluice.sync.v1.CheckWarehouseResponse;
import dev.sluice.sync.v1.Gap;
import dev.sluice.sync.v1.ListGapsRequest;
import dev.sluice.sync.v1.ListGapsResponse;
import dev.sluice.sync.v1.VerifyWarehouseRequest;
import dev.sluice.sync.v1.VerifyWarehouseResponse;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.check.RequestedChecks;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.snapshot.Snapshots;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Stream;

/** The contract's CareService. */
@GrpcService
@OnVirtualThread
public class CareEndpoint implements CareService {

    private final Runs runs;
    private final Snapshots snapshots;
    private final RequestedChecks checks;

    CareEndpoint(Runs runs, Snapshots snapshots, RequestedChecks checks) {
        this.runs = runs;
        this.snapshots = snapshots;
        this.checks = checks;
    }

    @Override
    public Uni<VerifyWarehouseResponse> verifyWarehouse(VerifyWarehouseRequest request) {
        RequestFields.requireWarehouse(request.getEnvironment(), request.getWarehouse());
        var run = runs.startVerification(request.getEnvironment(), request.getWarehouse(), request.getRepair());
        return Uni.createFrom()
                .item(VerifyWarehouseResponse.newBuilder()
                        .setRun(RunMapper.run(run))
                        .build());
    }

    @Override
    public Uni<ListGapsResponse> listGaps(ListGapsRequest request) {
        RequestFields.requireWarehouse(request.getEnvironment(), request.getWarehouse());
        var gaps = runs.whileReserved(
                request.getEnvironment(),
                request.getWarehouse(),
                parts -> new Gaps(request.getEnvironment(), request.getWarehouse(), parts).list());
        return Uni.createFrom()
                .item(ListGapsResponse.newBuilder()
                        .addAllGaps(gaps.stream().map(CareEndpoint::gap).toList())
                        .build());
    }

    private static Gap gap(Gaps.Listed listed) {
        var recorded = listed.recorded();
        var message = Gap.newBuilder()
                .setTable(recorded.gap().table())
                .setColumn(listed.property().column().name())
                .setFrom(Timestamps.of(recorded.from()))
                .setPropertyId(listed.property().id())
                .setRows(listed.rows());
        recorded.to().map(Timestamps::of).ifPresent(message::setTo);
        return message.build();
    }

    @Override
    public Uni<BackfillPropertyResponse> backfillProperty(BackfillPropertyRequest request) {
        RequestFields.requireWarehouse(request.getEnvironment(), request.getWarehouse());
        requireActive(request);
        var run = runs.startBackfill(request.getEnvironment(), request.getWarehouse(), request.getPropertyId());
        return Uni.createFrom()
                .item(BackfillPropertyResponse.newBuilder()
                        .setRun(RunMapper.run(run))
                        .build());
    }

    @Override
    public Uni<CheckWarehouseResponse> checkWarehouse(CheckWarehouseRequest request) {
        return Uni.createFrom()
                .item(CheckWarehouseResponse.newBuilder()
                        .setReport(checks.check(request))
                        .build());
    }

    private void requireActive(BackfillPropertyRequest request) {
        var desired = snapshots
                .read(request.getEnvironment(), request.getWarehouse(), List.of())
                .desired();
        var property = Stream.of(desired.eventProperties(), desired.userProperties())
                .flatMap(properties -> properties.values().stream())
                .filter(candidate -> candidate.id() == request.getPropertyId())
                .findFirst()
                .orElseThrow(() -> new Failure.NotFound(
                        ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND,
                        "property_id: no property has the id " + request.getPropertyId()));
        if (!property.isActive()) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WRONG_STATE,
                    "property %d is %s; restore it, or sync it again, before its gaps are filled"
                            .formatted(property.id(), state(property)));
        }
    }

    private static String state(PropertyColumn property) {
        return property.synced() ? "archived" : "not synced to this warehouse";
    }
}
