package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.EventType;
import dev.sluice.worker.eventlog.Occurrence;
import dev.sluice.worker.eventlog.Target;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.outbox.IdentityOutbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class BrowserCaptureTest {

    private static final int MOST_BYTES = 6_000;
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final String environment = UUID.randomUUID().toString();
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
    void callsOfEveryKindAreTakenAsTheContractsJson() {
        var id = UUID.randomUUID().toString();
        post(calls("""
                {"messageId": "v", "anonymousId": "7", "time": "2026-01-02T03:04:05.678Z",
                  "pageview": {"properties": {"plan": {"text": "pro"}}}},
                {"anonymousId": "7", "interaction": {"type": "INTERACTION_TYPE_CLICK", "targetText": "Buy",
                  "ancestry": [{"tag": "a", "id": "go", "classes": ["buy"], "attributes": {"href": "/x"}}, {"tag": "body"}]}},
                {"anonymousId": "7", "track": {"event": "E", "properties": {"i": {"integer": 5}, "n": {"number": 0.5}}}},
                {"messageId": "%s", "anonymousId": "7", "identity": "ann", "identify": {"traits": {"age": {"integer": 4}}}},
                {"anonymousId": "7", "addUserProperties": {"unset": ["city"]}}
                """.formatted(id))).statusCode(200).body("accepted", equalTo(5), "refused.size()", equalTo(0));

        var events = events();
        assertEquals(Instant.parse("2026-01-02T03:04:05.678Z"), events.get(0).time());
        assertEquals(EventType.CLICK, events.get(1).type());
        assertEquals(
                new Target("/x", "Buy", "a", "go", "buy", "body>a#go.buy[href=\"/x\"]"),
                events.get(1).target());
        assertEquals("{\"i\":5,\"n\":0.5}", events.get(2).properties());
        assertEquals("ann", identity.calls(id).getFirst().getIdentify().getIdentity());
    }

    @Test
    void aBadCallDoesNotLoseItsNeighbours() {
        post(calls("""
                {"anonymousId": "7", "track": {"event": "E"}},
                {"anonymousId": "7", "track": {"event": ""}},
                {"anonymousId": "7", "trick": {"event": "E"}},
                17,
                {"anonymousId": "7", "time": "yesterday", "track": {"event": "E"}},
                {"identity": "undefined", "track": {"event": "E"}},
                {"anonymousId": "7", "track": {"event": "E", "properties": {"n": {"number": 1e999}}}},
                {"anonymousId": "7", "track": {"event": "E", "properties": {"t": {"text": "%s"}}}},
                {"anonymousId": "7", "track": {"event": "F"}}
                """.formatted("x".repeat(33_000))))
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("refused.index", equalTo(List.of(1, 2, 3, 4, 5, 6, 7)))
                .body("refused[0].field", equalTo("track.event"))
                .body("refused[1].field", equalTo("kind"))
                .body("refused[2].reason", equalTo("BODY_MALFORMED"))
                .body("refused[4].reason", equalTo("IDENTITY_REFUSED"))
                .body("refused[6].reason", equalTo("TOO_LARGE"));
        assertEquals(List.of("E", "F"), events().stream().map(Occurrence::name).toList());
    }

    @Test
    void fieldsThatAreNotKnownAreIgnored() {
        post("""
                {"writeKey": "%s", "batchId": 7, "calls": [{"anonymousId": "7", "mood": {"good": true},
                  "context": {"library": "web", "screen": [1, 2]},
                  "track": {"event": "E", "colour": 1, "properties": {"n": {"integer": 5, "unit": "kg"}}}}]}
                """.formatted(writeKey)).statusCode(200).body("accepted", equalTo(1), "refused.size()", equalTo(0));
        assertEquals("{\"n\":5}", events().getFirst().properties());
    }

    @Test
    void requestThatIsWrongAsAWholeIsRefused() {
        var call = "{\"anonymousId\": \"7\", \"track\": {\"event\": \"E\"}}";
        post("[]").statusCode(400).body("reason", equalTo("BODY_MALFORMED"));
        post("{\"writeKey\": \"" + writeKey + "\"}").statusCode(400).body("field", equalTo("calls"));
        post(calls("")).statusCode(400).body("field", equalTo("calls"));
        post(calls(String.join(",", Collections.nCopies(1_001, call))))
                .statusCode(400)
                .body("field", equalTo("calls"));
        post(calls("{}")).statusCode(400).body("success", equalTo(false), "refused.size()", equalTo(1));
        post("{\"calls\": [" + call + "]}").statusCode(401).body("reason", equalTo("WRITE_KEY_UNKNOWN"));
        assertEquals(0, log.head(environment));
    }

    @Test
    void visitorsAreKnownByTheRequestAndServersAreNot() {
        post(calls("""
                {"anonymousId": "7", "context": {"library": "web"}, "track": {"event": "E"}},
                {"anonymousId": "7", "context": {"page": {"url": "https://shop.example/"}}, "track": {"event": "E"}},
                {"anonymousId": "7", "context": {"library": "web", "ip": "203.0.113.7"}, "track": {"event": "E"}},
                {"anonymousId": "7", "track": {"event": "E"}},
                {"anonymousId": "7", "context": {"library": "server"}, "track": {"event": "E"}}
                """)).statusCode(200);
        var visits = events().stream().map(Occurrence::visit).toList();
        for (var visit : visits.subList(0, 2)) {
            assertEquals("127.0.0.1", visit.ip());
            assertEquals("Firefox", visit.browser());
        }
        assertEquals("203.0.113.7", visits.get(2).ip());
        for (var visit : visits.subList(3, 5)) {
            assertNull(visit.ip());
            assertNull(visit.browser());
        }
    }

    @Test
    void timesOfAClockThatIsWrongAreMovedByAsMuch() {
        var clock = Instant.now().plus(Duration.ofDays(400));
        var call = "{\"anonymousId\": \"7\", \"time\": \"%s\", \"track\": {\"event\": \"E\"}}";
        post("{\"writeKey\": \"%s\", \"sentAt\": \"%s\", \"calls\": [%s]}"
                        .formatted(writeKey, clock, call.formatted(clock.minusSeconds(3_600))))
                .statusCode(200)
                .body("accepted", equalTo(1));
        var age = Duration.between(events().getFirst().time(), Instant.now());
        assertTrue(age.minusHours(1).abs().compareTo(Duration.ofMinutes(2)) < 0, age::toString);

        var exact = Instant.parse("2026-01-02T03:04:05Z");
        post("{\"writeKey\": \"%s\", \"sentAt\": \"%s\", \"calls\": [%s]}"
                .formatted(writeKey, Instant.now().minusSeconds(60), call.formatted(exact)));
        assertEquals(exact, events().getLast().time());
    }

    @Test
    void callsThatComeAgainChangeNothing() {
        var again = calls("{\"messageId\": \"m\", \"anonymousId\": \"7\", \"track\": {\"event\": \"E\"}}");
        post(again).body("accepted", equalTo(1));
        post(again).body("accepted", equalTo(0), "repeated", equalTo(1));
    }

    @Test
    void callsAreTakenWhileIdentityServiceIsAwayAndAppliedWhenItIsBack() {
        var id = UUID.randomUUID().toString();
        identity.away(true);
        try {
            post(calls("{\"messageId\": \"%s\", \"anonymousId\": \"7\", \"identity\": \"ann\", \"identify\": {}}"
                            .formatted(id)))
                    .statusCode(200)
                    .body("accepted", equalTo(1));
        } finally {
            identity.away(false);
        }
        outbox.drain(environment);
        assertEquals("ann", identity.calls(id).getFirst().getIdentify().getIdentity());
    }

    @Test
    void theScriptIsSmallAndPagesMayHaveItFromAnywhere() {
        var plain = RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
        var script = given().config(plain)
                .header("Accept-Encoding", "gzip")
                .get("/sluice.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Cache-Control", containsString("max-age"))
                .header("Content-Type", containsString("javascript"))
                .extract()
                .asByteArray();
        assertTrue(script.length <= MOST_BYTES, () -> script.length + " bytes");
    }

    private String calls(String calls) {
        return "{\"writeKey\": \"%s\", \"calls\": [%s]}".formatted(writeKey, calls);
    }

    /** As a browser posts to another site: as text. */
    private static ValidatableResponse post(String body) {
        return given().contentType("text/plain")
                .header("Origin", "https://shop.example")
                .header("User-Agent", BROWSER)
                .body(body)
                .post("/v1/capture")
                .then()
                .header("Access-Control-Allow-Origin", notNullValue());
    }

    private List<Occurrence> events() {
        var events = new ArrayList<Occurrence>();
        log.read(environment, 0, log.head(environment), event -> events.add(event.occurrence()));
        return events;
    }
}
