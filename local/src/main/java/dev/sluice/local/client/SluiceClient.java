package dev.sluice.local.client;

import dev.sluice.capture.v1.CaptureServiceGrpc;
import dev.sluice.definitions.v1.AuditServiceGrpc;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc;
import dev.sluice.definitions.v1.EventDefinitionsServiceGrpc;
import dev.sluice.definitions.v1.PropertiesServiceGrpc;
import dev.sluice.definitions.v1.SchedulesServiceGrpc;
import dev.sluice.definitions.v1.SegmentsServiceGrpc;
import dev.sluice.definitions.v1.SelectionsServiceGrpc;
import dev.sluice.definitions.v1.SnapshotsServiceGrpc;
import dev.sluice.definitions.v1.WarehousesServiceGrpc;
import dev.sluice.identity.v1.FeedServiceGrpc;
import dev.sluice.identity.v1.IdentityServiceGrpc;
import dev.sluice.identity.v1.LedgerServiceGrpc;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.sync.v1.CareServiceGrpc;
import dev.sluice.sync.v1.PrivacyServiceGrpc;
import dev.sluice.sync.v1.SyncServiceGrpc;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The blocking stubs of all services; every call has a deadline, and a token where there is one. */
public final class SluiceClient implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** A run may take long, and so may the plan of a large one. */
    private static final Duration RUN = Duration.ofHours(6);

    private static final String TOKEN = "SLUICE_TOKEN";

    private static final String WHERE =
            "--at (or SLUICE_AT) is for definitions-service, --sync-at (or SLUICE_SYNC_AT)" + " for sync-worker";

    private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);

    /** With the token of the variable {@code SLUICE_TOKEN}, where it is set. */
    public SluiceClient(Map<Service, Address> addresses) {
        this(addresses, tokenOfEnvironment());
    }

    /** @param token empty for none */
    public SluiceClient(Map<Service, Address> addresses, String token) {
        addresses.forEach((service, address) -> channels.put(
                service,
                channel(
                        NettyChannelBuilder.forAddress(Address.HOST, address.grpc())
                                .usePlaintext(),
                        token)));
    }

    private SluiceClient() {}

    /**
     * Of these services alone, with the token of the variable {@code SLUICE_TOKEN}.
     *
     * @param addresses each {@code host:port}
     * @throws CommandFailure where the credentials are made of files that hold none
     */
    public static SluiceClient at(Map<Service, String> addresses, ChannelCredentials credentials) {
        var client = new SluiceClient();
        addresses.forEach((service, address) ->
                client.channels.put(service, channel(builder("dns:///" + address, credentials), tokenOfEnvironment())));
        return client;
    }

    private static NettyChannelBuilder builder(String target, ChannelCredentials credentials) {
        try {
            return NettyChannelBuilder.forTarget(target, credentials);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("the certificates or the key for TLS are none in PEM: " + e.getMessage(), e);
        }
    }

    private static ManagedChannel channel(NettyChannelBuilder builder, String token) {
        return builder.intercept(MetadataUtils.newAttachHeadersInterceptor(headers(token)))
                .build();
    }

    private static String tokenOfEnvironment() {
        return Objects.requireNonNullElse(System.getenv(TOKEN), "");
    }

    private static Metadata headers(String token) {
        var headers = new Metadata();
        if (!token.isEmpty()) {
            headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        }
        return headers;
    }

    /** @throws CommandFailure where it is not known where the service is */
    public ManagedChannel channel(Service service) {
        var channel = channels.get(service);
        if (channel == null) {
            throw new CommandFailure("say where %s is; %s".formatted(service.module(), WHERE));
        }
        return channel;
    }

    public EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub environments() {
        return within(ANSWER, EnvironmentsServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public WarehousesServiceGrpc.WarehousesServiceBlockingStub warehouses() {
        return within(ANSWER, WarehousesServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public EventDefinitionsServiceGrpc.EventDefinitionsServiceBlockingStub eventDefinitions() {
        return within(ANSWER, EventDefinitionsServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public PropertiesServiceGrpc.PropertiesServiceBlockingStub properties() {
        return within(ANSWER, PropertiesServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public SchedulesServiceGrpc.SchedulesServiceBlockingStub schedules() {
        return within(ANSWER, SchedulesServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public SegmentsServiceGrpc.SegmentsServiceBlockingStub segments() {
        return within(ANSWER, SegmentsServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public SelectionsServiceGrpc.SelectionsServiceBlockingStub selections() {
        return within(ANSWER, SelectionsServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public SnapshotsServiceGrpc.SnapshotsServiceBlockingStub snapshots() {
        return within(ANSWER, SnapshotsServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public AuditServiceGrpc.AuditServiceBlockingStub audit() {
        return within(ANSWER, AuditServiceGrpc.newBlockingStub(channel(Service.DEFINITIONS)));
    }

    public IdentityServiceGrpc.IdentityServiceBlockingStub identity() {
        return within(ANSWER, IdentityServiceGrpc.newBlockingStub(channel(Service.IDENTITY)));
    }

    public FeedServiceGrpc.FeedServiceBlockingStub feed() {
        return within(ANSWER, FeedServiceGrpc.newBlockingStub(channel(Service.IDENTITY)));
    }

    public LedgerServiceGrpc.LedgerServiceBlockingStub ledger() {
        return within(ANSWER, LedgerServiceGrpc.newBlockingStub(channel(Service.IDENTITY)));
    }

    public PrivacyServiceGrpc.PrivacyServiceBlockingStub privacy() {
        return within(ANSWER, PrivacyServiceGrpc.newBlockingStub(channel(Service.WORKER)));
    }

    public CaptureServiceGrpc.CaptureServiceBlockingStub capture() {
        return within(ANSWER, CaptureServiceGrpc.newBlockingStub(channel(Service.WORKER)));
    }

    public SyncServiceGrpc.SyncServiceBlockingStub sync() {
        return within(RUN, SyncServiceGrpc.newBlockingStub(channel(Service.WORKER)));
    }

    public CareServiceGrpc.CareServiceBlockingStub care() {
        return within(ANSWER, CareServiceGrpc.newBlockingStub(channel(Service.WORKER)));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }

    private static <S extends AbstractBlockingStub<S>> S within(Duration limit, S stub) {
        return stub.withDeadlineAfter(limit);
    }
}
