package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.GetSnapshotRequest;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.PropertyState;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.v1.SnapshotProperty;
import dev.sluice.definitions.v1.SnapshotsServiceGrpc.SnapshotsServiceBlockingStub;
import dev.sluice.definitions.v1.WarehousesServiceGrpc.WarehousesServiceBlockingStub;
import dev.sluice.worker.warehouse.Target;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks definitions-service what should be in a warehouse. */
@ApplicationScoped
public class Snapshots {

    private final EnvironmentsServiceBlockingStub environments;
    private final WarehousesServiceBlockingStub warehouses;
    private final SnapshotsServiceBlockingStub snapshots;
    private final Targets targets;

    Snapshots(
            @GrpcClient("definitions") EnvironmentsServiceBlockingStub environments,
            @GrpcClient("definitions") WarehousesServiceBlockingStub warehouses,
            @GrpcClient("definitions") SnapshotsServiceBlockingStub snapshots,
            Targets targets) {
        this.environments = environments.withWaitForReady();
        this.warehouses = warehouses.withWaitForReady();
        this.snapshots = snapshots.withWaitForReady();
        this.targets = targets;
    }

    /** The revision at which a snapshot would be taken now. */
    public long revision(String environment) {
        return environments
                .getEnvironment(GetEnvironmentRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getEnvironment()
                .getRevision();
    }

    public Target target(String environment, String warehouse) {
        return targets.of(warehouses
                .getWarehouse(GetWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse(warehouse)
                        .build())
                .getWarehouse());
    }

    /** @param latest properties as the run knows them: after a dry run the catalog does not hold what it met */
    public SyncSnapshot read(String environment, String warehouse, Collection<Property> latest) {
        var snapshot = snapshots
                .getSnapshot(GetSnapshotRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse(warehouse)
                        .build())
                .getSnapshot();
        return new SnapshotMapper(with(snapshot, latest), targets.of(snapshot.getWarehouse())).map();
    }

    private static Snapshot with(Snapshot snapshot, Collection<Property> latest) {
        Map<Key, SnapshotProperty> properties = snapshot.getPropertiesList().stream()
                .collect(Collectors.toMap(
                        property -> Key.of(property.getProperty()),
                        Function.identity(),
                        (first, _) -> first,
                        LinkedHashMap::new));
        latest.forEach(property -> properties.merge(Key.of(property), unsaved(property), Snapshots::widened));
        return snapshot.toBuilder()
                .clearProperties()
                .addAllProperties(properties.values())
                .build();
    }

    private record Key(PropertyLevel level, String key) {
        static Key of(Property property) {
            return new Key(property.getLevel(), property.getKey());
        }
    }

    private static SnapshotProperty widened(SnapshotProperty saved, SnapshotProperty latest) {
        var property =
                saved.getProperty().toBuilder().setType(latest.getProperty().getType());
        return saved.toBuilder().setProperty(property).build();
    }

    private static SnapshotProperty unsaved(Property property) {
        return SnapshotProperty.newBuilder()
                .setProperty(property.toBuilder().setState(PropertyState.PROPERTY_STATE_ACTIVE))
                .setSynced(true)
                .setColumnName(property.getColumnName())
                .build();
    }
}
