package dev.sluice.worker.privacy;

import static dev.sluice.worker.privacy.PrivacyHarness.device;
import static dev.sluice.worker.privacy.PrivacyHarness.identity;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.GetDeletionRequest;
import dev.sluice.sync.v1.ListDeletionsRequest;
import dev.sluice.sync.v1.PrivacyServiceGrpc.PrivacyServiceBlockingStub;
import dev.sluice.sync.v1.RequestDeletionRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeLedger;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What clients of PrivacyService are answered. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class PrivacyEndpointTest {

    @GrpcClient("worker")
    CaptureServiceBlockingStub capture;

    @GrpcClient("worker")
    PrivacyServiceBlockingStub privacy;

    @Inject
    EventLog log;

    @Inject
    Deletions deletions;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    FakeEnvironments environments;
    FakeLedger ledger;
    FakeWarehouses warehouses;

    private PrivacyHarness harness;
    private String environment;

    @BeforeEach
    void makeEnvironment() {
        harness = new PrivacyHarness(capture, privacy, log, deletions);
        environment = harness.environment;
        environments.know(harness.writeKey, environment);
        warehouses.know(environment, "one");
        ledger.know(environment, 1, device("phone"), 9);
        ledger.know(environment, 9, identity("ann"), 9);
        ledger.know(environment, 2, identity("bob"), 2);
    }

    @Test
    void aUserCanBeNamedInThreeWays() {
        assertEquals(9, harness.request(device("phone")).getUserId());
        var byId = request().setUserId(2).build();
        assertEquals(2, privacy.requestDeletion(byId).getDeletion().getUserId());
        ledger.know(environment, 3, identity("eve"), 3);
        assertEquals(3, harness.request(identity("eve")).getUserId());
    }

    @Test
    void theAnswerIsWhatIsKept() {
        ledger.forgetsNobody(true);
        var deletion = harness.request(identity("ann"));
        var kept = harness.get(deletion);
        ledger.forgetsNobody(false);
        assertEquals(deletion.getId(), kept.getId());
        assertEquals(environment, kept.getEnvironment());
        assertEquals(deletion.getWarehousesList(), kept.getWarehousesList());
        assertEquals(
                deletion.getRequestedAt().getSeconds(), kept.getRequestedAt().getSeconds());
    }

    @Test
    void deletionsAreListedNewestFirst() {
        var older = harness.request(identity("ann"));
        var newer = harness.request(identity("bob"));
        var other = new PrivacyHarness(capture, privacy, log, deletions);
        warehouses.know(other.environment);
        ledger.know(other.environment, 1, identity("ann"), 1);
        other.request(identity("ann"));
        assertEquals(List.of(newer.getId(), older.getId()), list(0));
        assertEquals(List.of(newer.getId()), list(1));
    }

    @Test
    void deletionsAreCountedByState() {
        harness.await(harness.request(identity("ann")), Deletion::hasIdentityDoneAt);
        deletions.advance();
        when().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("sluice_deletions{state=\"pending\"}"))
                .body(containsString("sluice_deletions{state=\"done\"}"));
    }

    @Test
    void badInputIsRefused() {
        assertEquals(
                "FIELD_INVALID", refusal(() -> privacy.requestDeletion(request().build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() -> privacy.requestDeletion(request().setUserId(-1).build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() ->
                        privacy.requestDeletion(request().setUserId(1L << 53).build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() -> privacy.requestDeletion(request().setIdentity("").build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() -> privacy.requestDeletion(
                        request().setIdentity("x".repeat(256)).build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() ->
                        privacy.requestDeletion(request().setAnonymousId("a\0b").build())));
        assertEquals(
                "FIELD_INVALID",
                refusal(() -> privacy.requestDeletion(
                        RequestDeletionRequest.newBuilder().setUserId(9).build())));
        assertEquals("USER_NOT_FOUND", refusal(() -> harness.request(identity("nobody"))));
        assertEquals(
                "ENVIRONMENT_NOT_FOUND",
                refusal(() -> privacy.requestDeletion(
                        request().setEnvironment("nowhere").setUserId(9).build())));
        assertEquals("FIELD_INVALID", refusal(() -> get("no id")));
        assertEquals("DELETION_NOT_FOUND", refusal(() -> get(UUID.randomUUID().toString())));
        assertEquals("FIELD_INVALID", refusal(() -> list(-1)));
        assertEquals("FIELD_INVALID", refusal(() -> list(1_001)));
        assertEquals("FIELD_INVALID", refusal(() -> privacy.listDeletions(ListDeletionsRequest.getDefaultInstance())));
        assertEquals(
                "ENVIRONMENT_NOT_FOUND",
                refusal(() -> privacy.listDeletions(ListDeletionsRequest.newBuilder()
                        .setEnvironment("nowhere")
                        .build())));
    }

    private RequestDeletionRequest.Builder request() {
        return RequestDeletionRequest.newBuilder().setEnvironment(environment);
    }

    private void get(String id) {
        privacy.getDeletion(GetDeletionRequest.newBuilder().setId(id).build());
    }

    private List<String> list(int pageSize) {
        return privacy
                .listDeletions(ListDeletionsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setPageSize(pageSize)
                        .build())
                .getDeletionsList()
                .stream()
                .map(Deletion::getId)
                .toList();
    }

    private static String refusal(Executable call) {
        return GrpcStatuses.name(GrpcStatuses.reason(assertThrows(StatusRuntimeException.class, call)));
    }
}
