package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureDoor;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureResponse;
import dev.sluice.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.ListRefusedCallsRequest;
import dev.sluice.capture.v1.ListRefusedCallsResponse;
import dev.sluice.capture.v1.QuarantineServiceGrpc.QuarantineServiceBlockingStub;
import dev.sluice.capture.v1.QuarantinedCall;
import dev.sluice.capture.v1.ReplayRefusedCallsRequest;
import dev.sluice.capture.v1.Track;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.RawEvent;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.outbox.IdentityOutbox;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is refused is kept, can be looked at, and is taken once it is right. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class QuarantineTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;
    FakeIdentity identity;

    @GrpcClient("worker")
    CaptureServiceBlockingStub capture;

    @GrpcClient("worker")
    QuarantineServiceBlockingStub quarantine;

    @Inject
    EventLog log;

    @Inject
    IdentityOutbox outbox;

    @Inject
    DataSource database;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @Test
    void callsOfEveryDoorAreKeptAsTheyWereReceivedWithoutTheWriteKey() {
        batch(
                "{\"context\": {\"ip\": \"1.2.3.4\"}, \"batch\": [{\"type\": \"dance\", \"userId\": \"ann\", \"n\": 1.50},"
                        + " {\"type\": \"track\", \"userId\": \"ann\", \"event\": \"E\"}, 7]}");
        post("/v1/track", "{\"userId\": \"ann\", \"writeKey\": \"%s\"}".formatted(writeKey), 400);
        post(
                "/api/track",
                "{\"app_id\": \"%s\", \"events\": [{\"identity\": \"ann\"}, {\"identity\": \"ann\", \"event\": \"H\"}]}"
                        .formatted(writeKey),
                400);
        capture.capture(CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addCalls(CapturedCall.newBuilder().setAnonymousId("a1"))
                .build());

        var kept = list(0, 0).getCallsList();
        assertEquals(
                List.of(
                        "{\"type\":\"dance\",\"userId\":\"ann\",\"n\":1.50,\"context\":{\"ip\":\"1.2.3.4\"}}",
                        "7",
                        "{\"userId\":\"ann\"}",
                        "{\"identity\":\"ann\"}",
                        "{\"anonymousId\":\"a1\"}"),
                kept.stream().map(QuarantinedCall::getBody).toList());
        assertEquals(
                List.of("", "", "track", "track", ""),
                kept.stream().map(QuarantinedCall::getKind).toList());
        assertEquals(CaptureDoor.CAPTURE_DOOR_SEGMENT, kept.get(2).getDoor());
        assertEquals(CaptureDoor.CAPTURE_DOOR_HEAP, kept.get(3).getDoor());
        assertEquals(CaptureDoor.CAPTURE_DOOR_GRPC, kept.get(4).getDoor());
        assertEquals("type", kept.getFirst().getRefusal().getField());
        assertEquals(
                List.of("E", "H"),
                events().stream().map(event -> event.occurrence().name()).toList());
    }

    @Test
    void aReplayTakesWhatIsRightByNowOnceAndAtTheTimeOfItsArrival() throws SQLException {
        post("/v1/track", "{\"userId\": \"ann\", \"event\": \"\"}", 400);
        capture.capture(CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addCalls(CapturedCall.newBuilder()
                        .setIdentity("bob")
                        .setTrack(Track.newBuilder().setEvent("")))
                .build());
        var kept = list(0, 0).getCallsList();
        var ids = kept.stream().map(QuarantinedCall::getId).toList();
        var arrival = Instant.parse("2026-01-02T03:04:05Z");
        execute("update refused_call set received_at = '%s' where id = %d".formatted(arrival, ids.getFirst()));
        // As if the rule had been another one since.
        execute("update refused_call set body = replace(body, '\"event\":\"\"', '\"event\":\"E\"') where id = "
                + ids.getFirst());

        var outcome = replay(ids.getFirst(), ids.getLast(), Long.MAX_VALUE);
        assertEquals(1, outcome.getAccepted());
        assertEquals(1, outcome.getRefused(0).getIndex());
        assertEquals("track.event", outcome.getRefused(0).getField());
        assertEquals(2, outcome.getRefused(1).getIndex());
        assertEquals(
                ErrorReason.ERROR_REASON_CALL_NOT_FOUND, outcome.getRefused(1).getReason());
        assertEquals(arrival, events().getFirst().occurrence().time());
        assertEquals(
                List.of(ids.getLast()),
                list(0, 0).getCallsList().stream().map(QuarantinedCall::getId).toList());
        replay(ids.getFirst());
        assertEquals(1, events().size());
    }

    @Test
    void aReplayThatWasCutShortTakesNothingTwice() throws SQLException {
        post("/v1/track", "{\"userId\": \"ann\", \"event\": \"\"}", 400);
        var id = list(0, 0).getCalls(0).getId();
        execute("update refused_call set body = replace(body, '\"event\":\"\"', '\"event\":\"E\"') where id = " + id);
        execute("create table if not exists kept_copy (like refused_call)");
        execute("insert into kept_copy select * from refused_call where id = " + id);
        assertEquals(1, replay(id).getAccepted());
        execute("insert into refused_call overriding system value select * from kept_copy where id = " + id);
        assertEquals(1, replay(id).getRepeatedCalls());
        assertEquals(1, events().size());
    }

    @Test
    void whatIdentityServiceRefusesLateIsKeptAndCanBeAppliedAgain() {
        var id = UUID.randomUUID().toString();
        batch("{\"batch\": [{\"type\": \"identify\", \"userId\": \"refused\", \"anonymousId\": \"a1\","
                + " \"traits\": {\"a\": 1}, \"messageId\": \"%s\"}]}".formatted(id));
        outbox.drain(environment);
        assertEquals(1, identity.calls(id).size());
        var kept = list(0, 0).getCalls(0);
        assertEquals(CaptureDoor.CAPTURE_DOOR_IDENTITY, kept.getDoor());
        assertEquals(
                ErrorReason.ERROR_REASON_IDENTITY_REFUSED, kept.getRefusal().getReason());

        identity.refusesNobody(true);
        try {
            assertEquals(1, replay(kept.getId()).getAccepted());
            outbox.drain(environment);
        } finally {
            identity.refusesNobody(false);
        }
        assertTrue(identity.calls(id).getLast().hasIdentify());
        assertEquals(0, list(0, 0).getCallsCount());
    }

    @Test
    void aBrowsersCallIsReadAgainAsItWouldHaveBeenThen() throws SQLException {
        var ahead = Duration.ofDays(400);
        var time = Instant.parse("2026-01-02T03:04:05Z");
        given().contentType("text/plain")
                .header("User-Agent", FIREFOX)
                .body("""
                        {"writeKey": "%s", "sentAt": "%s", "calls": [7, {"anonymous_id": "a1", "time": "%s",
                          "context": {"library": "web"}, "track": {"event": ""}}]}
                        """.formatted(writeKey, Instant.now().plus(ahead), time.plus(ahead)))
                .post("/v1/capture")
                .then()
                .statusCode(400);
        var kept = list(0, 0).getCallsList();
        assertEquals("7", kept.getFirst().getBody());
        assertEquals(CaptureDoor.CAPTURE_DOOR_BROWSER, kept.getLast().getDoor());
        assertEquals(
                List.of("{}", "{anonymous:a1}"),
                texts("select user_keys from refused_call where environment = '%s' order by id"
                        .formatted(environment)));

        var id = kept.getLast().getId();
        execute("update refused_call set body = replace(body, '\"event\":\"\"', '\"event\":\"E\"') where id = " + id);
        assertEquals(1, replay(id).getAccepted());
        var event = events().getFirst().occurrence();
        var wrong = Duration.between(time, event.time());
        assertTrue(wrong.abs().compareTo(Duration.ofMinutes(2)) < 0, wrong::toString);
        assertEquals("127.0.0.1", event.visit().ip());
        assertEquals("Firefox", event.visit().browser());
    }

    @Test
    void aSegmentCallOfAWrongClockIsReadAgainAsItWouldHaveBeenThen() throws SQLException {
        var ahead = Duration.ofDays(400);
        var time = Instant.parse("2026-01-02T03:04:05Z");
        var sent = "\"sentAt\": \"%s\"".formatted(Instant.now().plus(ahead));
        var call = "\"userId\": \"ann\", \"event\": \"\", \"timestamp\": \"%s\"".formatted(time.plus(ahead));
        post("/v1/track", "{%s, %s}".formatted(sent, call), 400);
        batch("{%s, \"batch\": [{\"type\": \"track\", %s}]}".formatted(sent, call), 400);
        var ids = list(0, 0).getCallsList().stream().map(QuarantinedCall::getId).toList();
        execute(
                "update refused_call set body = replace(body, '\"event\":\"\"', '\"event\":\"E\"') where environment = '%s'"
                        .formatted(environment));
        assertEquals(2, replay(ids.toArray(Long[]::new)).getAccepted());
        for (var event : events()) {
            var wrong = Duration.between(time, event.occurrence().time());
            assertTrue(wrong.abs().compareTo(Duration.ofMinutes(2)) < 0, wrong::toString);
        }
    }

    @Test
    void ofOneRequestNoMoreIsKeptThanARightOneCanBring() throws SQLException {
        var context = "{\"traits\": {\"a\": \"%s\"}}".formatted("x".repeat(100_000));
        batch(
                "{\"context\": %s, \"batch\": [%s]}"
                        .formatted(context, String.join(",", Collections.nCopies(2_000, "{}"))),
                400);
        assertEquals(
                List.of("1000:5"),
                texts("select count(*) || ':' || count(body) from refused_call where environment = '%s'"
                        .formatted(environment)));
    }

    @Test
    void pagesFollowEachOther() {
        batch("{\"batch\": [1, 2, 3, 4, 5]}", 400);
        var first = list(0, 2);
        assertTrue(first.getMore());
        var second = list(first.getCursor(), 3);
        assertFalse(second.getMore());
        assertEquals(
                List.of("3", "4", "5"),
                second.getCallsList().stream().map(QuarantinedCall::getBody).toList());
        assertEquals(second.getCursor(), list(second.getCursor(), 3).getCursor());
    }

    @Test
    void anUnknownEnvironmentIsTold() {
        var failure = assertThrows(
                StatusRuntimeException.class,
                () -> quarantine.listRefusedCalls(ListRefusedCallsRequest.newBuilder()
                        .setEnvironment("nowhere")
                        .build()));
        assertEquals(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, GrpcStatuses.reason(failure));
    }

    private void batch(String body) {
        batch(body, 200);
    }

    private void batch(String body, int status) {
        given().auth()
                .preemptive()
                .basic(writeKey, "")
                .body(body)
                .post("/v1/batch")
                .then()
                .statusCode(status);
    }

    private void post(String path, String body, int status) {
        given().auth()
                .preemptive()
                .basic(writeKey, "")
                .body(body)
                .post(path)
                .then()
                .statusCode(status);
    }

    private ListRefusedCallsResponse list(long after, int pageSize) {
        return quarantine.listRefusedCalls(ListRefusedCallsRequest.newBuilder()
                .setEnvironment(environment)
                .setAfter(after)
                .setPageSize(pageSize)
                .build());
    }

    private CaptureResponse replay(Long... ids) {
        return quarantine
                .replayRefusedCalls(ReplayRefusedCallsRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllIds(List.of(ids))
                        .build())
                .getOutcome();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        var texts = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private List<RawEvent> events() {
        var events = new ArrayList<RawEvent>();
        log.read(environment, 0, log.head(environment), events::add);
        return events;
    }
}
