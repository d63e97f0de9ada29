package dev.sluice.definitions;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.operations.v1.GetReadinessRequest;
import dev.sluice.operations.v1.OperationsServiceGrpc;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void healthIsServedOnBothPorts() {
        get(readiness).then().statusCode(200).body(containsString("UP"));
        var health = HealthGrpc.newBlockingStub(client.channel()).check(HealthCheckRequest.getDefaultInstance());
        assertEquals(ServingStatus.SERVING, health.getStatus());
    }

    @Test
    void callsAreCounted() {
        catalog.environment();
        get(metrics).then().statusCode(200).body(containsString("EnvironmentsService"));
    }

    @Test
    void whatIsUnsafeForProductionIsTold() {
        var report = OperationsServiceGrpc.newBlockingStub(client.channel())
                .getReadiness(GetReadinessRequest.getDefaultInstance());
        assertEquals(
                List.of(
                        "DATABASE_ON_LOOPBACK quarkus.datasource.jdbc.url",
                        "NO_TOKENS sluice.access.tokens",
                        "NO_TLS quarkus.grpc.server.ssl.certificate",
                        "CALLS_WITHOUT_TLS quarkus.grpc.clients.worker.ssl.trust-store",
                        "REFLECTION_ON quarkus.grpc.server.enable-reflection-service"),
                report.getFindingsList().stream()
                        .map(finding ->
                                finding.getCode().name().replace("FINDING_CODE_", "") + " " + finding.getSetting())
                        .toList());
    }

    @Test
    void reflectionListsEveryService() throws Exception {
        var names = services().get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
        for (var service : List.of(
                "Environments",
                "Warehouses",
                "EventDefinitions",
                "Properties",
                "Selections",
                "Snapshots",
                "Audit",
                "Segments")) {
            assertTrue(names.contains("sluice.definitions.v1." + service + "Service"), names::toString);
        }
    }

    private CompletableFuture<ServerReflectionResponse> services() {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var requests = ServerReflectionGrpc.newStub(client.channel()).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable thrown) {
                answer.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {
                answer.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        return answer;
    }
}
