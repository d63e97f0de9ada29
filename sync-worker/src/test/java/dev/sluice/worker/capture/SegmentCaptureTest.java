package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.Actor;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.EventType;
import dev.sluice.worker.eventlog.RawEvent;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.outbox.IdentityOutbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class SegmentCaptureTest {

    private final String environment = "shop_" + UUID.randomUUID();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;
    FakeIdentity identity;

    @Inject
    EventLog log;

    @Inject
    IdentityOutbox outbox;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @Test
    void trackIsACustomEvent() {
        post("track", """
                        {"anonymousId": "a1", "userId": "ann", "event": "Order Completed", "messageId": "m1",
                         "timestamp": "2026-01-02T03:04:05.678+01:00",
                         "properties": {"revenue": 12.50, "items": 3, "gift": false, "tags": ["a", 1], "none": null,
                                        "cart": {"b": [1.0]}, "big": 92233720368547758070}}
                        """).statusCode(200).body("success", equalTo(true), "accepted", equalTo(1));

        var event = onlyEvent();
        assertEquals(1, event.position());
        var what = event.occurrence();
        assertEquals(EventType.CUSTOM, what.type());
        assertEquals("Order Completed", what.name());
        assertEquals(Instant.parse("2026-01-02T02:04:05.678Z"), what.time());
        assertEquals(new Actor(Actor.UserKind.IDENTITY, "ann", "a1", "ann", null), what.actor());
        assertEquals("server", what.visit().library());
        assertNull(what.visit().ip());
        assertEquals(
                "{\"big\":\"92233720368547758070\",\"cart\":\"{\\\"b\\\":[1.0]}\",\"gift\":false,\"items\":3,"
                        + "\"revenue\":12.50,\"tags\":\"a||1\"}",
                what.properties());
    }

    @Test
    void pageIsAPageviewWithItsSessionColumns() {
        post("page", """
                        {"anonymousId": "a1", "properties": {"url": "https://shop.example:8443/blog/x?utm_source=news&q=1#top",
                           "title": "X", "referrer": "https://www.google.com/search?q=sluice+gate", "plan": "pro"},
                         "context": {"sessionId": 7, "campaign": {"name": "spring"}, "library": {"name": "analytics.js"},
                           "userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"}}
                        """).statusCode(200);

        var what = onlyEvent().occurrence();
        assertEquals(EventType.PAGEVIEW, what.type());
        assertNull(what.name());
        assertEquals("shop.example", what.page().domain());
        assertEquals("/blog/x", what.page().path());
        assertEquals("utm_source=news&q=1", what.page().query());
        assertEquals("top", what.page().hash());
        assertEquals("X", what.page().title());
        assertEquals("7", what.actor().sessionKey());
        assertEquals("web", what.visit().library());
        assertEquals("iOS 17.1", what.visit().platform());
        assertEquals("Mobile", what.visit().deviceType());
        assertEquals("iPhone", what.visit().device());
        assertEquals("Mobile Safari", what.visit().browser());
        assertEquals("sluice gate", what.visit().searchKeyword());
        assertEquals("news", what.visit().utmSource());
        assertEquals("spring", what.visit().utmCampaign());
        assertEquals("127.0.0.1", what.visit().ip());
        assertEquals("{\"plan\":\"pro\"}", what.properties());
    }

    @Test
    void screenIsAPageviewTitledByItsName() {
        post(
                        "screen",
                        "{\"anonymousId\": \"a1\", \"name\": \"Home\", \"context\": {\"library\": {\"name\": \"analytics-ios\"}}}")
                .statusCode(200);
        var what = onlyEvent().occurrence();
        assertEquals("Home", what.page().title());
        assertEquals("ios", what.visit().library());
    }

    @Test
    void identifyMergesAndSetsTraits() {
        var id = UUID.randomUUID().toString();
        post(
                        "identify",
                        call(
                                id,
                                "\"userId\": \"ann\", \"anonymousId\": \"a1\", \"traits\": {\"plan\": \"pro\", \"age\": 4}"))
                .statusCode(200)
                .body("accepted", equalTo(1));
        var calls = identity.calls(id);
        assertEquals("a1", calls.get(0).getIdentify().getAnonymousId());
        assertEquals("ann", calls.get(0).getIdentify().getIdentity());
        assertEquals("ann", calls.get(1).getAddUserProperties().getUser().getIdentity());
        assertEquals(
                4,
                calls.get(1).getAddUserProperties().getPropertiesOrThrow("age").getInteger());
        assertEquals(List.of(), events());
    }

    @Test
    void aTraitThatIsNullIsUnset() {
        var id = UUID.randomUUID().toString();
        post("identify", call(id, "\"userId\": \"ann\", \"traits\": {\"plan\": null, \"age\": 4, \"id\": null}"))
                .statusCode(200);
        var changes = identity.calls(id).getFirst().getAddUserProperties();
        assertEquals(List.of("plan"), changes.getUnsetList());
        assertEquals(Set.of("age"), changes.getPropertiesMap().keySet());
        assertEquals(Map.of(), changes.getSetOnceMap());
    }

    @Test
    void aTraitOfWhatAUserWasAtFirstIsSetOnce() {
        var id = UUID.randomUUID().toString();
        post(
                        "identify",
                        call(
                                id,
                                "\"userId\": \"ann\", \"traits\": {\"initial_source\": \"mail\", \"Initial_x\": 1,"
                                        + " \"initial_medium\": null}"))
                .statusCode(200);
        var changes = identity.calls(id).getFirst().getAddUserProperties();
        assertEquals(Set.of("Initial_x"), changes.getPropertiesMap().keySet());
        assertEquals(Set.of("initial_source"), changes.getSetOnceMap().keySet());
        assertEquals("mail", changes.getSetOnceOrThrow("initial_source").getText());
        assertEquals(List.of(), changes.getUnsetList());
    }

    @Test
    void aTraitOfAGroupThatIsNullIsUnset() {
        var id = UUID.randomUUID().toString();
        post(
                        "group",
                        call(
                                id,
                                "\"userId\": \"ann\", \"groupId\": 1, \"traits\": {\"size\": null, \"id\": null,"
                                        + " \"initial_size\": null, \"initial_name\": \"x\"}"))
                .statusCode(200);
        var changes = identity.calls(id).getFirst().getAddUserProperties();
        assertEquals(Set.of("group_size", "group_initial_size"), Set.copyOf(changes.getUnsetList()));
        assertEquals(
                Set.of("group_id", "group_initial_name"),
                changes.getPropertiesMap().keySet());
        assertEquals("1", changes.getPropertiesOrThrow("group_id").getText());
    }

    @Test
    void identifyWithoutTraitsMakesTheUser() {
        var user = UUID.randomUUID().toString();
        post("identify", "{\"userId\": \"" + user + "\"}").statusCode(200);
        assertEquals(
                1, identity.seen(UserKey.newBuilder().setIdentity(user).build()).size());
    }

    @Test
    void aliasAndGroupGoToIdentity() {
        var alias = UUID.randomUUID().toString();
        var group = UUID.randomUUID().toString();
        post("alias", call(alias, "\"previousId\": \"ann\", \"userId\": \"anna\""))
                .statusCode(200);
        post("group", call(group, "\"userId\": \"ann\", \"groupId\": \"g1\", \"traits\": {\"size\": 9}"))
                .statusCode(200);
        assertEquals("ann", identity.calls(alias).getFirst().getAlias().getFromIdentity());
        assertEquals("anna", identity.calls(alias).getFirst().getAlias().getToIdentity());
        var properties = identity.calls(group).getFirst().getAddUserProperties().getPropertiesMap();
        assertEquals("g1", properties.get("group_id").getText());
        assertEquals(9, properties.get("group_size").getInteger());
    }

    @Test
    void repeatedCallChangesNothing() {
        var track = call("m1", "\"userId\": \"ann\", \"event\": \"E\"");
        var identify = call("m2", "\"userId\": \"ann\", \"anonymousId\": \"a\"");
        post("track", track).body("accepted", equalTo(1), "repeated", equalTo(0));
        post("track", track).statusCode(200).body("accepted", equalTo(0), "repeated", equalTo(1));
        post("identify", identify).body("accepted", equalTo(1));
        post("identify", identify).body("repeated", equalTo(1));
        assertEquals(1, events().size());
        assertEquals(1, log.head(environment));
    }

    @Test
    void batchTakesWhatIsRightAndListsTheRest() {
        var item = "{\"type\": \"track\", \"userId\": \"ann\", \"event\": \"E\", \"messageId\": \"same\"}";
        post("batch", """
                        {"context": {"campaign": {"source": "mail"}, "ip": "1.2.3.4"},
                         "batch": [%s, %s, {"type": "track", "userId": "ann"}, 7, {"type": "dance"},
                           {"type": "identify", "userId": "none", "anonymousId": "a1"},
                           {"type": "track", "userId": "ann", "event": "F", "context": {"ip": "5.6.7.8"}}]}
                        """.formatted(item, item))
                .statusCode(200)
                .body("success", equalTo(true), "accepted", equalTo(2), "repeated", equalTo(1))
                .body("refused.index", equalTo(List.of(2, 3, 4, 5)))
                .body("refused.field", equalTo(List.of("event", "", "type", "userId")))
                .body("refused[0].message", equalTo("event must be 1 to 1,024 characters"))
                .body("refused[3].reason", equalTo("IDENTITY_REFUSED"));
        var visits = events().stream().map(event -> event.occurrence().visit()).toList();
        assertEquals("mail", visits.getFirst().utmSource());
        assertEquals("1.2.3.4", visits.getFirst().ip());
        assertEquals("5.6.7.8", visits.getLast().ip());
        assertEquals("mail", visits.getLast().utmSource());
    }

    @Test
    void timesOfAClockThatIsWrongAreMovedByAsMuch() {
        var wrong = Instant.now().plus(Duration.ofDays(400));
        var anHourBefore = wrong.minusSeconds(3_600);
        post("batch", """
                        {"sentAt": "%s", "batch": [
                          {"type": "track", "userId": "ann", "event": "E", "timestamp": "%s", "originalTimestamp": "2026-01-01T00:00:00Z"},
                          {"type": "page", "anonymousId": "a", "originalTimestamp": "%2$s"}]}
                        """.formatted(wrong, anHourBefore)).statusCode(200).body("accepted", equalTo(2));
        post("track", """
                        {"sentAt": "%s", "timestamp": "%s", "userId": "ann", "event": "E"}
                        """.formatted(wrong, anHourBefore)).statusCode(200).body("accepted", equalTo(1));
        for (var event : events()) {
            var age = Duration.between(event.occurrence().time(), Instant.now());
            assertTrue(age.minusHours(1).abs().compareTo(Duration.ofMinutes(2)) < 0, age::toString);
        }
        assertEquals(3, events().size());
    }

    @Test
    void timesOfAClockThatIsRightOrUnknownStayAsTheyAre() {
        var time = Instant.parse("2026-01-02T03:04:05Z");
        var call = "\"timestamp\": \"%s\", \"userId\": \"ann\", \"event\": \"E\"".formatted(time);
        post("track", "{\"sentAt\": \"%s\", %s}".formatted(Instant.now().minusSeconds(60), call));
        post("track", "{\"sentAt\": \"yesterday\", %s}".formatted(call));
        post("track", "{\"sentAt\": 1767323045000, %s}".formatted(call));
        post("track", "{\"sentAt\": null, %s}".formatted(call));
        post("track", "{%s}".formatted(call));
        // What a call of a batch says of an earlier request is nothing about this one.
        post("batch", "{\"batch\": [{\"type\": \"track\", \"sentAt\": \"2020-01-01T00:00:00Z\", %s}]}".formatted(call));
        assertEquals(
                Collections.nCopies(6, time),
                events().stream().map(event -> event.occurrence().time()).toList());
    }

    @Test
    void batchOfNothingButRefusedItemsIsABadRequest() {
        post("batch", "{\"batch\": [{\"type\": \"track\", \"userId\": \"ann\"}]}")
                .statusCode(400)
                .body("success", equalTo(false), "refused.size()", equalTo(1));
    }

    @Test
    void gzippedBodiesAndWriteKeysInTheBodyAreTaken() throws IOException {
        var body = "{\"writeKey\": \"" + writeKey + "\", \"userId\": \"ann\", \"event\": \"E\"}";
        var gzipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        given().contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body(gzipped.toByteArray())
                .post("/v1/track")
                .then()
                .statusCode(200);
        given().contentType("text/plain").body(body).post("/v1/track").then().statusCode(200);
        assertEquals(2, events().size());
    }

    @Test
    void browsersMayPostFromAnywhereWithAnyHeaders() {
        given().header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,anonymousid")
                .options("/v1/batch")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", notNullValue())
                .header("Access-Control-Allow-Headers", equalTo("authorization,content-type,anonymousid"));
    }

    @Test
    void segmentsBrowserSdkNamesTypesByTheirFirstLetters() {
        for (var type : List.of("t", "p", "s", "i", "g", "a")) {
            post(type, "{\"userId\": \"ann\", \"event\": \"E\", \"groupId\": \"g\", \"previousId\": \"bob\"}")
                    .statusCode(200);
        }
        post("b", "{\"batch\": [{\"type\": \"track\", \"userId\": \"ann\", \"event\": \"E\"}]}")
                .statusCode(200);
        assertEquals(4, events().size());
    }

    @Test
    void segmentsBrowserSdkIsToldToSendToWhereItsSettingsAreFrom() {
        given().header("Origin", "https://shop.example")
                .header("Host", "sluice.example")
                .get("/v1/projects/any-key/settings")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", notNullValue())
                .body("integrations.'Segment.io'.apiKey", equalTo("any-key"))
                .body("integrations.'Segment.io'.apiHost", equalTo("sluice.example/v1"))
                .body("integrations.'Segment.io'.protocol", equalTo("https"))
                .body("metrics.sampleRate", equalTo(0));
        given().header("Origin", "http://127.0.0.1:8000")
                .get("/v1/projects/any-key/settings")
                .then()
                .body("integrations.'Segment.io'.protocol", equalTo("http"));
    }

    @Test
    void rudderStacksBrowserSdkFindsASourceThatIsOn() {
        given().get("/sourceConfig/?writeKey=any-key&p=npm")
                .then()
                .statusCode(200)
                .body("source.id", equalTo("any-key"), "source.enabled", equalTo(true))
                .body("source.destinations.size()", equalTo(0))
                .body("source.config.statsCollection.errors.enabled", equalTo(false));
    }

    @Test
    void whatRudderStacksBrowserSdkDoesItsOwnWayIsUnderstood() {
        var id = UUID.randomUUID().toString();
        post("page", """
                        {"anonymousId": "a1", "userId": "", "properties": {"path": "/x", "tab_url": "https://shop.example/x#top"},
                         "context": {"app": {"name": "RudderLabs JavaScript SDK", "version": "3"}, "os": {"name": "", "version": ""},
                           "library": {"name": "RudderLabs JavaScript SDK"},
                           "page": {"url": "https://shop.example/x", "tab_url": "https://shop.example/x#top"}}}
                        """).statusCode(200);
        post("identify", call(id, "\"userId\": \"ann\", \"context\": {\"traits\": {\"age\": 4}}"))
                .statusCode(200);
        var what = onlyEvent().occurrence();
        assertEquals(new Actor(Actor.UserKind.ANONYMOUS, "a1", "a1", null, null), what.actor());
        assertEquals("top", what.page().hash());
        assertNull(what.visit().appName());
        assertNull(what.visit().appVersion());
        assertNull(what.visit().platform());
        assertNull(what.properties());
        var traits = identity.calls(id).getLast().getAddUserProperties();
        assertEquals(4, traits.getPropertiesOrThrow("age").getInteger());
    }

    @Test
    void anAliasOfTheCallsOwnVisitorIdentifiesThem() {
        var id = UUID.randomUUID().toString();
        post("alias", call(id, "\"userId\": \"ann\", \"anonymousId\": \"a1\", \"previousId\": \"a1\""))
                .statusCode(200);
        var call = identity.calls(id).getFirst().getIdentify();
        assertEquals("a1", call.getAnonymousId());
        assertEquals("ann", call.getIdentity());
    }

    @Test
    void callsAreTakenWhileIdentityServiceIsAwayAndAppliedInOrderWhenItIsBack() {
        var id = UUID.randomUUID().toString();
        identity.away(true);
        try {
            for (int i = 0; i < 3; i++) {
                post("batch", """
                                {"batch": [{"type": "track", "userId": "ann", "event": "E"},
                                           {"type": "identify", "userId": "ann", "traits": {"a": 1},
                                            "messageId": "%s%d"}]}
                                """.formatted(id, i)).statusCode(200).body("accepted", equalTo(2));
            }
            assertEquals(3, events().size());
            assertThrows(Failure.Unavailable.class, () -> outbox.drain(environment));
        } finally {
            identity.away(false);
        }
        outbox.drain(environment);
        assertEquals(List.of(id + 0, id + 1, id + 2), identity.callIdsOf(id));
    }

    @Test
    void knownWriteKeysWorkWhileDefinitionsAreAway() {
        post("track", "{\"userId\": \"ann\", \"event\": \"E\"}").statusCode(200);
        environments.away(true);
        try {
            post("track", "{\"userId\": \"ann\", \"event\": \"E\"}").statusCode(200);
            given().auth()
                    .preemptive()
                    .basic("never-seen-" + writeKey, "")
                    .body("{\"userId\": \"ann\", \"event\": \"E\"}")
                    .post("/v1/track")
                    .then()
                    .statusCode(503);
        } finally {
            environments.away(false);
        }
    }

    private static String call(String messageId, String fields) {
        return "{\"messageId\": \"" + messageId + "\", " + fields + "}";
    }

    private ValidatableResponse post(String path, String body) {
        return given().auth()
                .preemptive()
                .basic(writeKey, "")
                .contentType("application/json")
                .body(body)
                .post("/v1/" + path)
                .then();
    }

    private RawEvent onlyEvent() {
        var events = events();
        assertEquals(1, events.size());
        return events.getFirst();
    }

    private List<RawEvent> events() {
        var events = new ArrayList<RawEvent>();
        log.read(environment, 0, log.head(environment), events::add);
        return events;
    }
}
