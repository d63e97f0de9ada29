package dev.sluice.identity;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.WatchedClock;
import dev.sluice.testing.EmbeddedPostgresResource;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class ServingTest {

    @Inject
    IdentityClient client;

    @Inject
    WatchedClock clock;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void healthAnswersOnBothPorts() {
        when().get(readiness).then().statusCode(200).body("status", is("UP"));
        var answer = HealthGrpc.newBlockingStub(client.channel()).check(HealthCheckRequest.getDefaultInstance());
        assertEquals(ServingStatus.SERVING, answer.getStatus());
    }

    @Test
    void reflectionNamesTheServices() throws Exception {
        var named = new CompletableFuture<String>();
        var requests = ServerReflectionGrpc.newStub(client.channel()).serverReflectionInfo(new StreamObserver<>() {
            @Override
            public void onNext(ServerReflectionResponse response) {
                named.complete(response.getListServicesResponse().toString());
            }

            @Override
            public void onError(Throwable thrown) {
                named.completeExceptionally(thrown);
            }

            @Override
            public void onCompleted() {
                named.complete("");
            }
        });
        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        var services = named.get(10, TimeUnit.SECONDS);
        assertTrue(services.contains("sluice.identity.v1.IdentityService"), services);
        assertTrue(services.contains("sluice.identity.v1.FeedService"), services);
        assertTrue(services.contains("sluice.identity.v1.LedgerService"), services);
        requests.onCompleted();
    }

    @Test
    void callsAreCountedByWhatBecameOfThem() {
        client.apply(environment, Calls.identify(1, "c1", "a", "ada"), Calls.identify(2, "c2", "a", "bob"));
        client.apply(environment, Calls.identify(1, "c1", "a", "ada"), Calls.identify(3, "c3", "a", "null"));
        when().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("sluice_identity_calls_total{kind=\"identify\",outcome=\"accepted\"}"))
                .body(containsString("sluice_identity_calls_total{kind=\"identify\",outcome=\"conflict\"}"))
                .body(containsString("sluice_identity_calls_total{kind=\"identify\",outcome=\"repeated\"}"))
                .body(containsString("sluice_identity_calls_total{kind=\"identify\",outcome=\"refused\"}"))
                .body(containsString("sluice_identity_placeholders_refused_total"))
                .body(containsString("sluice_identity_id_collisions_total"));
    }

    @Test
    void callsRunOnVirtualThreads() {
        client.apply(environment, Calls.identify(1, "c1", "a", "ada"));
        assertTrue(clock.lastAskedOnAVirtualThread());
    }
}
