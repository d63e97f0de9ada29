package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.RetryInfo;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** At each front door, who sends too much is told when to come again; nothing of it is taken before. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class ThrottledTest {

    private static final int TOO_MANY = 429;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;

    @GrpcClient("worker")
    CaptureServiceBlockingStub capture;

    @Inject
    EventLog log;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @Test
    void aBatch() {
        var path = "/v1/batch";
        post(path, batch(GuardedProfile.BURST)).then().statusCode(200);
        post(path, batch(GuardedProfile.BURST))
                .then()
                .statusCode(TOO_MANY)
                .header("Retry-After", not(startsWith("0")))
                .header("Access-Control-Expose-Headers", containsString("Retry-After"))
                .body("reason", equalTo("RATE_LIMITED"), "accepted", equalTo(0));
        assertTakenAgain(path, batch(1), 200);
    }

    @Test
    void callsOfABrowser() {
        var path = "/v1/capture";
        post(path, calls(GuardedProfile.BURST)).then().statusCode(200);
        post(path, calls(GuardedProfile.BURST))
                .then()
                .statusCode(TOO_MANY)
                .header("Retry-After", not(startsWith("0")))
                .body("reason", equalTo("RATE_LIMITED"), "accepted", equalTo(0));
        assertTakenAgain(path, calls(1), 200);
    }

    @Test
    void aBulkOfHeaps() {
        var path = "/api/track";
        post(path, bulk(GuardedProfile.BURST)).then().statusCode(204);
        post(path, bulk(GuardedProfile.BURST))
                .then()
                .statusCode(TOO_MANY)
                .header("Retry-After", not(startsWith("0")))
                .body(containsString("too many calls"));
        assertTakenAgain(path, bulk(1), 204);
    }

    @Test
    void callsByGrpc() throws Exception {
        assertEquals(
                GuardedProfile.BURST,
                capture.capture(request(GuardedProfile.BURST)).getAccepted());
        var told = assertThrows(StatusRuntimeException.class, () -> capture.capture(request(GuardedProfile.BURST)));
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, told.getStatus().getCode());
        assertEquals(ErrorReason.ERROR_REASON_RATE_LIMITED, GrpcStatuses.reason(told));
        var pause = retryInfo(told).getRetryDelay();
        assertTrue(pause.getSeconds() > 0 && pause.getSeconds() <= GuardedProfile.BURST, pause::toString);
        assertEquals(GuardedProfile.BURST, log.head(environment));
        awaitOne(() -> {
            try {
                return capture.capture(request(1)).getAccepted() == 1;
            } catch (StatusRuntimeException again) {
                return false;
            }
        });
        assertEquals(GuardedProfile.BURST + 1, log.head(environment));
    }

    private void assertTakenAgain(String path, String one, int status) {
        assertEquals(GuardedProfile.BURST, log.head(environment));
        awaitOne(() -> post(path, one).statusCode() == status);
        assertEquals(GuardedProfile.BURST + 1, log.head(environment));
    }

    private interface Attempt {
        boolean succeeds();
    }

    private static void awaitOne(Attempt attempt) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!attempt.succeeds()) {
            assertTrue(System.nanoTime() < end, "never taken again");
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static RetryInfo retryInfo(StatusRuntimeException told) throws Exception {
        for (var detail : StatusProto.fromThrowable(told).getDetailsList()) {
            if (detail.is(RetryInfo.class)) {
                return detail.unpack(RetryInfo.class);
            }
        }
        throw new AssertionError("no RetryInfo: " + told);
    }

    private CaptureRequest request(int calls) {
        var call = CapturedCall.newBuilder()
                .setIdentity("ann")
                .setTrack(Track.newBuilder().setEvent("E"))
                .build();
        return CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addAllCalls(Collections.nCopies(calls, call))
                .build();
    }

    private String batch(int calls) {
        return body("writeKey", "batch", "{\"type\": \"track\", \"userId\": \"ann\", \"event\": \"E\"}", calls);
    }

    private String calls(int calls) {
        return body("writeKey", "calls", "{\"identity\": \"ann\", \"track\": {\"event\": \"E\"}}", calls);
    }

    private String bulk(int calls) {
        return body("app_id", "events", "{\"identity\": \"ann\", \"event\": \"E\"}", calls);
    }

    private String body(String key, String field, String call, int calls) {
        return "{\"%s\": \"%s\", \"%s\": [%s]}"
                .formatted(key, writeKey, field, String.join(",", Collections.nCopies(calls, call)));
    }

    private static Response post(String path, String body) {
        return given().header("Origin", "https://shop.example").body(body).post(path);
    }
}
