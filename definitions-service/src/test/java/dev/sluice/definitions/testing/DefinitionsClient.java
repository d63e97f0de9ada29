package dev.sluice.definitions.testing;

import dev.sluice.definitions.v1.AuditServiceGrpc;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc;
import dev.sluice.definitions.v1.EventDefinitionsServiceGrpc;
import dev.sluice.definitions.v1.PropertiesServiceGrpc;
import dev.sluice.definitions.v1.SchedulesServiceGrpc;
import dev.sluice.definitions.v1.SegmentsServiceGrpc;
import dev.sluice.definitions.v1.SelectionsServiceGrpc;
import dev.sluice.definitions.v1.SnapshotsServiceGrpc;
import dev.sluice.definitions.v1.WarehousesServiceGrpc;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls the service under test as any client would, over a channel to its port. */
@Singleton
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FreeGrpcPort.class)
@QuarkusTestResource(FakeWorker.class)
public class DefinitionsClient {

    private final ManagedChannel channel;

    DefinitionsClient(@ConfigProperty(name = "quarkus.grpc.server.test-port") int port) {
        channel = ManagedChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .maxInboundMessageSize(16 << 20)
                .build();
    }

    @PreDestroy
    void close() {
        channel.shutdownNow();
    }

    public ManagedChannel channel() {
        return channel;
    }

    public EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub environments() {
        return EnvironmentsServiceGrpc.newBlockingStub(channel);
    }

    public WarehousesServiceGrpc.WarehousesServiceBlockingStub warehouses() {
        return WarehousesServiceGrpc.newBlockingStub(channel);
    }

    public EventDefinitionsServiceGrpc.EventDefinitionsServiceBlockingStub events() {
        return EventDefinitionsServiceGrpc.newBlockingStub(channel);
    }

    public PropertiesServiceGrpc.PropertiesServiceBlockingStub properties() {
        return PropertiesServiceGrpc.newBlockingStub(channel);
    }

    public SelectionsServiceGrpc.SelectionsServiceBlockingStub selections() {
        return SelectionsServiceGrpc.newBlockingStub(channel);
    }

    public SnapshotsServiceGrpc.SnapshotsServiceBlockingStub snapshots() {
        return SnapshotsServiceGrpc.newBlockingStub(channel);
    }

    public SchedulesServiceGrpc.SchedulesServiceBlockingStub schedules() {
        return SchedulesServiceGrpc.newBlockingStub(channel);
    }

    public SegmentsServiceGrpc.SegmentsServiceBlockingStub segments() {
        return SegmentsServiceGrpc.newBlockingStub(channel);
    }

    public AuditServiceGrpc.AuditServiceBlockingStub audit() {
        return AuditServiceGrpc.newBlockingStub(channel);
    }
}
