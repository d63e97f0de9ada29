package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.AddUserProperties;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureServiceGrpc;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Context;
import dev.sluice.capture.v1.Element;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Interaction;
import dev.sluice.capture.v1.InteractionType;
import dev.sluice.capture.v1.Page;
import dev.sluice.capture.v1.Track;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.AddUserPropertiesCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.values.v1.PropertyValue;
import dev.sluice.worker.ancestry.Ancestry;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.EventType;
import dev.sluice.worker.eventlog.Occurrence;
import dev.sluice.worker.eventlog.Target;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeServices;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class GrpcCaptureTest {

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;
    FakeIdentity identity;

    @GrpcClient("worker")
    CaptureServiceGrpc.CaptureServiceBlockingStub capture;

    @Inject
    EventLog log;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @Test
    void clickKeepsItsTargetAndAncestry() {
        var click = call().setContext(
                        Context.newBuilder().setPage(Page.newBuilder().setUrl("https://shop.example/pricing")))
                .setInteraction(Interaction.newBuilder()
                        .setType(InteractionType.INTERACTION_TYPE_CLICK)
                        .setTargetText("x".repeat(300))
                        .addAncestry(Element.newBuilder()
                                .setTag("A")
                                .setId("go")
                                .addClasses("buy")
                                .addClasses("big")
                                .putAttributes("href", "/x"))
                        .addAncestry(Element.newBuilder().setTag("body")))
                .build();
        assertEquals(1, capture.capture(request(click)).getAccepted());

        var what = events().getFirst();
        assertEquals(EventType.CLICK, what.type());
        assertEquals("web", what.visit().library());
        assertEquals("/pricing", what.page().path());
        var text = "body>a#go.big.buy[href=\"/x\"]";
        assertEquals(new Target("/x", "x".repeat(255), "a", "go", "big buy", text), what.target());
        assertEquals("a", Ancestry.parse(text).target().tag());
    }

    @Test
    void propertiesKeepTheirTypes() {
        var track = call().setTrack(Track.newBuilder()
                        .setEvent("E")
                        .putProperties(
                                "b", PropertyValue.newBuilder().setBoolean(true).build())
                        .putProperties(
                                "i", PropertyValue.newBuilder().setInteger(5).build())
                        .putProperties(
                                "n", PropertyValue.newBuilder().setNumber(5).build())
                        .putProperties(
                                "t", PropertyValue.newBuilder().setText("5").build())
                        .putProperties("x", PropertyValue.getDefaultInstance()))
                .build();
        capture.capture(request(track));
        assertEquals(
                "{\"b\":true,\"i\":5,\"n\":5.0,\"t\":\"5\"}",
                events().getFirst().properties());
    }

    @Test
    void invalidCallsAreListedAndTheRestTaken() {
        var infinite =
                PropertyValue.newBuilder().setNumber(Double.POSITIVE_INFINITY).build();
        var good = call().setMessageId("m")
                .setTrack(Track.newBuilder().setEvent("E"))
                .build();
        var response = capture.capture(request(
                good,
                good,
                call().build(),
                CapturedCall.newBuilder()
                        .setTrack(Track.newBuilder().setEvent("E"))
                        .build(),
                call().setTrack(Track.newBuilder().setEvent("E").putProperties("n", infinite))
                        .build(),
                call().setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                        .setTrack(Track.newBuilder().setEvent("E"))
                        .build(),
                call().setInteraction(Interaction.newBuilder()
                                .addAncestry(Element.newBuilder().setTag("a")))
                        .build(),
                call().setInteraction(Interaction.newBuilder().setType(InteractionType.INTERACTION_TYPE_SUBMIT))
                        .build(),
                call().setTrack(Track.newBuilder().setEvent("E".repeat(33_000))).build()));
        assertEquals(1, response.getAccepted());
        assertEquals(1, response.getRepeatedCalls());
        assertEquals(
                List.of(
                        "kind",
                        "anonymous_id",
                        "track.properties.n",
                        "time",
                        "interaction.type",
                        "interaction.ancestry",
                        ""),
                response.getRefusedList().stream()
                        .map(refused -> refused.getField())
                        .toList());
        assertEquals(2, response.getRefused(0).getIndex());
        assertEquals(
                ErrorReason.ERROR_REASON_TOO_LARGE,
                response.getRefusedList().getLast().getReason());
    }

    @Test
    void userPropertiesAreForwarded() {
        var id = UUID.randomUUID().toString();
        var add = call().setMessageId(id)
                .setAddUserProperties(AddUserProperties.newBuilder()
                        .putProperties(
                                "plan",
                                PropertyValue.newBuilder().setText("pro").build()))
                .build();
        assertEquals(1, capture.capture(request(add)).getAccepted());
        assertEquals(
                "a1",
                identity.calls(id).getFirst().getAddUserProperties().getUser().getAnonymousId());
    }

    @Test
    void userPropertiesAreSetUnsetAndSetOnce() {
        var text = PropertyValue.newBuilder().setText("x").build();
        var id = UUID.randomUUID().toString();
        var add = call().setMessageId(id)
                .setAddUserProperties(AddUserProperties.newBuilder()
                        .putProperties("plan", text)
                        .putProperties("initial_plan", text)
                        .putProperties("of no kind", PropertyValue.getDefaultInstance())
                        .addUnset("city")
                        .addUnset("initial_city")
                        .putSetOnce("source", text))
                .build();
        var identify = call().setMessageId(id + " identify")
                .setIdentity("ann")
                .setIdentify(Identify.newBuilder()
                        .putTraits("plan", text)
                        .addUnset("city")
                        .putSetOnce("source", text))
                .build();
        assertEquals(2, capture.capture(request(add, identify)).getAccepted());
        var told = Stream.of(id, id + " identify")
                .flatMap(each -> identity.calls(each).stream())
                .filter(IdentityCall::hasAddUserProperties)
                .map(call -> call.getAddUserProperties().toBuilder().clearUser().build())
                .toList();
        assertEquals(
                List.of(
                        AddUserPropertiesCall.newBuilder()
                                .putProperties("plan", text)
                                .addUnset("city")
                                .addUnset("initial_city")
                                .putSetOnce("initial_plan", text)
                                .putSetOnce("source", text)
                                .build(),
                        AddUserPropertiesCall.newBuilder()
                                .putProperties("plan", text)
                                .addUnset("city")
                                .putSetOnce("source", text)
                                .build()),
                told);
    }

    @Test
    void wrongChangesOfUserPropertiesAreNamed() {
        var text = PropertyValue.newBuilder().setText("x").build();
        var many = IntStream.range(0, 1_000).mapToObj(i -> "k" + i).toList();
        var response = capture.capture(request(
                changes(AddUserProperties.newBuilder().addUnset("")),
                changes(AddUserProperties.newBuilder().addUnset("ID")),
                changes(AddUserProperties.newBuilder().addUnset("k".repeat(1_025))),
                changes(AddUserProperties.newBuilder().addUnset("k\n")),
                changes(AddUserProperties.newBuilder().addUnset("k").addUnset("k")),
                changes(AddUserProperties.newBuilder().putProperties("k", text).addUnset("k")),
                changes(AddUserProperties.newBuilder().putProperties("k", text).putSetOnce("k", text)),
                changes(AddUserProperties.newBuilder().putSetOnce("id", text)),
                changes(AddUserProperties.newBuilder().putProperties("k", text).addAllUnset(many)),
                call().setIdentify(Identify.newBuilder().addUnset("k").putSetOnce("k", text))
                        .build()));
        assertEquals(
                List.of(
                        "add_user_properties.unset key",
                        "add_user_properties.unset.ID",
                        "add_user_properties.unset key",
                        "add_user_properties.unset key",
                        "add_user_properties.unset.k",
                        "add_user_properties.unset.k",
                        "add_user_properties.set_once.k",
                        "add_user_properties.set_once.id",
                        "add_user_properties.properties",
                        "identify.set_once.k"),
                response.getRefusedList().stream()
                        .map(refused -> refused.getField())
                        .toList());
    }

    private static CapturedCall changes(AddUserProperties.Builder changes) {
        return call().setAddUserProperties(changes).build();
    }

    @Test
    void requestThatIsWrongAsAWholeIsRefused() {
        var call = call().setTrack(Track.newBuilder().setEvent("E")).build();
        assertFails(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_FIELD_INVALID, request());
        assertFails(
                Status.Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                request(Collections.nCopies(1_001, call).toArray(CapturedCall[]::new)));
        assertFails(
                Status.Code.UNAUTHENTICATED,
                ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN,
                request(call).toBuilder().setWriteKey("nobody").build());
        assertEquals(0, log.head(environment));
    }

    private void assertFails(Status.Code code, ErrorReason reason, CaptureRequest request) {
        var failure = assertThrows(StatusRuntimeException.class, () -> capture.capture(request));
        assertEquals(code, failure.getStatus().getCode());
        assertEquals(reason, GrpcStatuses.reason(failure));
    }

    private CaptureRequest request(CapturedCall... calls) {
        return CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addAllCalls(List.of(calls))
                .build();
    }

    private static CapturedCall.Builder call() {
        return CapturedCall.newBuilder().setAnonymousId("a1");
    }

    private List<Occurrence> events() {
        var events = new ArrayList<Occurrence>();
        log.read(environment, 0, log.head(environment), event -> events.add(event.occurrence()));
        return events;
    }
}
