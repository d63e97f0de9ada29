package dev.sluice.definitions.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.definitions.testing.FakeWorker;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.AuditServiceGrpc;
import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.EnvironmentsServiceGrpc;
import dev.sluice.definitions.v1.ListChangesRequest;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.WarehousesServiceGrpc;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.GetReadinessRequest;
import dev.sluice.operations.v1.OperationsServiceGrpc.OperationsServiceBlockingStub;
import dev.sluice.testing.Certificates;
import dev.sluice.testing.Contract;
import dev.sluice.testing.RpcAccess;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.stub.ClientCalls;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call what, of a service that has tokens. */
@QuarkusTest
@TestProfile(Guarded.class)
class AccessTest {

    @ConfigProperty(name = "quarkus.grpc.server.test-port")
    int port;

    /** To the service itself, as it calls others. */
    @GrpcClient("self")
    OperationsServiceBlockingStub self;

    FakeWorker worker;
    Certificates certificates;

    private ManagedChannel channel;

    @BeforeEach
    void connect() throws IOException {
        worker.reset();
        channel = channel(TlsChannelCredentials.newBuilder()
                .trustManager(certificates.file("server.crt").toFile())
                .keyManager(
                        certificates.file("client.crt").toFile(),
                        certificates.file("client.key").toFile()));
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void aServiceCallsAnotherWithItsCertificateAndItsToken() {
        var findings = self.getReadiness(GetReadinessRequest.getDefaultInstance()).getFindingsList().stream()
                .map(Finding::getSetting)
                .toList();
        assertEquals(
                List.of(
                        "quarkus.datasource.jdbc.url",
                        "quarkus.grpc.clients.worker.ssl.trust-store",
                        "quarkus.grpc.server.enable-reflection-service"),
                findings);
    }

    @Test
    void whoShowsNoCertificateDoesNotEvenGetToAskForHealth() throws IOException {
        var stranger = channel(TlsChannelCredentials.newBuilder()
                .trustManager(certificates.file("server.crt").toFile()));
        var plain = Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
                .build();
        try {
            for (var refused : List.of(stranger, plain)) {
                var health = HealthGrpc.newBlockingStub(refused);
                var failure = assertThrows(
                        StatusRuntimeException.class, () -> health.check(HealthCheckRequest.getDefaultInstance()));
                assertEquals(Status.Code.UNAVAILABLE, failure.getStatus().getCode());
            }
        } finally {
            stranger.shutdownNow();
            plain.shutdownNow();
        }
    }

    private ManagedChannel channel(TlsChannelCredentials.Builder credentials) {
        return Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials.build())
                .build();
    }

    @Test
    void everyRpcIsForTheRolesThatTheContractGivesIt() {
        for (var method : Contract.methods("definitions")) {
            for (var role : RpcAccess.ROLES) {
                assertEquals(
                        RpcAccess.rolesOf(method).contains(role),
                        RpcAccess.answer(method, Guarded.as(RpcAccess.token(role), channel))
                                != Status.Code.PERMISSION_DENIED,
                        () -> role + " of " + method.getFullMethodName());
            }
        }
    }

    @Test
    void nobodyGetsInWithoutATokenThatIsKnown() {
        for (var method : Contract.methods("definitions")) {
            assertEquals(Status.Code.UNAUTHENTICATED, RpcAccess.answer(method, channel), method.getFullMethodName());
        }
        var refusal =
                Refusal.of(() -> environments("wrong").listEnvironments(ListEnvironmentsRequest.getDefaultInstance()));
        assertEquals(Status.Code.UNAUTHENTICATED, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_TOKEN_UNKNOWN, refusal.reason());
    }

    @Test
    void whoLacksTheRoleIsToldWhichOneItTakes() {
        var refusal = Refusal.of(() -> environments(RpcAccess.token("editor"))
                .createEnvironment(CreateEnvironmentRequest.getDefaultInstance()));
        assertEquals(
                new Refusal(
                        Status.Code.PERMISSION_DENIED,
                        ErrorReason.ERROR_REASON_ROLE_INSUFFICIENT,
                        "",
                        "CreateEnvironment is for the role operator, and this token's is editor"),
                refusal);
    }

    @Test
    void healthIsAnybodysAndReflectionIsNot() {
        var health = HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
        assertEquals(ServingStatus.SERVING, health.getStatus());
        var method = ServerReflectionGrpc.getServerReflectionInfoMethod();
        var request = ServerReflectionRequest.newBuilder().setListServices("").build();
        var refusal = Refusal.of(() -> ClientCalls.blockingServerStreamingCall(
                        channel.newCall(
                                method.toBuilder()
                                        .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
                                        .build(),
                                CallOptions.DEFAULT),
                        request)
                .hasNext());
        assertEquals(Status.Code.UNAUTHENTICATED, refusal.code());
    }

    @Test
    void theAuditTrailNamesTheBearerOfTheToken() {
        createWarehouse();
        var changes = AuditServiceGrpc.newBlockingStub(Guarded.as(RpcAccess.token("reader"), channel))
                .listChanges(ListChangesRequest.newBuilder().setPageSize(1).build());
        assertEquals("operators", changes.getChanges(0).getCaller());
    }

    @Test
    void itsOwnTokenGoesAlongToOtherServices() {
        createWarehouse();
        assertEquals(Set.of("Bearer " + RpcAccess.token("service")), Set.copyOf(worker.authorizations()));
    }

    @Test
    void aServiceThatRefusesItsTokenCountsAsAway() {
        worker.failsWith(GrpcStatuses.toStatus(
                new Failure.Unauthenticated(ErrorReason.ERROR_REASON_TOKEN_UNKNOWN, "a token is needed")));
        var refusal = Refusal.of(this::createWarehouse);
        assertEquals(Status.Code.UNAVAILABLE, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, refusal.reason());
    }

    private void createWarehouse() {
        var operator = Guarded.as(RpcAccess.token("operator"), channel);
        var environment = EnvironmentsServiceGrpc.newBlockingStub(operator)
                .createEnvironment(CreateEnvironmentRequest.newBuilder()
                        .setProject("Access " + System.nanoTime())
                        .setStage("test")
                        .build())
                .getEnvironment()
                .getName();
        WarehousesServiceGrpc.newBlockingStub(operator)
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName("local")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath("/data/" + environment + ".duckdb"))
                        .build());
    }

    private EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub environments(String token) {
        return EnvironmentsServiceGrpc.newBlockingStub(Guarded.as(token, channel));
    }
}
