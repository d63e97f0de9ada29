package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.Actor;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.eventlog.Occurrence;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeIdentity;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class HeapCaptureTest {

    private final String environment = UUID.randomUUID().toString();
    private final String appId = UUID.randomUUID().toString();

    FakeEnvironments environments;
    FakeIdentity identity;

    @Inject
    EventLog log;

    @BeforeEach
    void knowAppId() {
        environments.know(appId, environment);
    }

    @Test
    void trackIsACustomEventOfAServer() {
        post("track", "'event': 'Paid', 'identity': 'ann', 'session_id': 9, 'properties': {'amount': 1.0}")
                .statusCode(204);
        var what = events().getFirst();
        assertEquals("Paid", what.name());
        assertEquals("server", what.visit().library());
        assertEquals(new Actor(Actor.UserKind.IDENTITY, "ann", "identity:ann", "ann", "9"), what.actor());
        assertEquals("{\"amount\":1.0}", what.properties());
    }

    @Test
    void userIdIsAnAnonymousKeyAsTextOrNumber() {
        post("track", "'event': 'E', 'user_id': '9007199254740991'").statusCode(204);
        post("track", "'event': 'E', 'user_id': 7").statusCode(204);
        post("track", "'event': 'E', 'user_id': '007'").statusCode(204);
        assertEquals(
                List.of("9007199254740991", "7", "7"),
                events().stream().map(what -> what.actor().userKey()).toList());
    }

    @Test
    void aBadCallOfABulkDoesNotLoseItsNeighbours() {
        post(
                        "track",
                        "'events': [{'event': 'E', 'identity': 'ann'}, {'event': 'F', 'identity': 'ann', 'properties': 1}]")
                .statusCode(400)
                .contentType("text/plain")
                .body(equalTo("postBody.events[1].properties should be object"));
        assertEquals(List.of("E"), events().stream().map(Occurrence::name).toList());
        post("track", "'events': [7, {'event': 'G', 'identity': 'ann'}, {'event': '', 'identity': 'ann'}]")
                .statusCode(400)
                .body(equalTo("postBody.events[0] should be object\n"
                        + "postBody.events[2].event should be 1 to 1,024 characters"));
        assertEquals(List.of("E", "G"), events().stream().map(Occurrence::name).toList());
        post("track", "'events': [{'event': 'E', 'identity': 'ann'}, {'event': 'F', 'identity': 'bob'}]")
                .statusCode(204);
        assertEquals(4, events().size());
    }

    @Test
    void aBadUserOfABulkDoesNotLoseItsNeighbours() {
        var key = UUID.randomUUID().toString();
        post(
                        "add_user_properties",
                        "'users': [{'identity': 'null', 'properties': {'a': 1}}, {'identity': 'ann', 'properties': {'a': 1}, 'idempotency_key': '%s'}]"
                                .formatted(key))
                .statusCode(400)
                .body(equalTo("postBody.users[0].identity should not be a placeholder such as \"null\""));
        assertEquals(1, identity.calls(key).size());
    }

    @Test
    void bulkOfAThousandIsTakenAndOneMoreIsNot() {
        post("track", "'events': [" + items(1_001) + "]")
                .statusCode(400)
                .body(equalTo("postBody.events should have 1 to 1,000 items"));
        post("track", "'events': [" + items(1_000) + "]").statusCode(204);
        assertEquals(1_000, log.head(environment));
    }

    @Test
    void repeatedIdempotencyKeyChangesNothing() {
        post("track", "'event': 'E', 'identity': 'ann', 'idempotency_key': 'k'").statusCode(204);
        post("track", "'event': 'F', 'identity': 'ann', 'idempotency_key': 'k'").statusCode(204);
        assertEquals(1, log.head(environment));
    }

    @Test
    void identifyAndUserPropertiesGoToIdentity() {
        var key = UUID.randomUUID().toString();
        post("v1/identify", "'identity': 'ann', 'user_id': '12', 'idempotency_key': '%s'".formatted(key))
                .statusCode(204);
        post(
                        "add_user_properties",
                        "'users': [{'identity': 'ann', 'properties': {'plan': 'pro'}, 'idempotency_key': '%s'}]"
                                .formatted(key + "p"))
                .statusCode(204);
        assertEquals("12", identity.calls(key).getFirst().getIdentify().getAnonymousId());
        assertEquals(
                "pro",
                identity.calls(key + "p")
                        .getFirst()
                        .getAddUserProperties()
                        .getPropertiesOrThrow("plan")
                        .getText());
    }

    @Test
    void userPropertiesAreSetUnsetAndSetOnce() {
        var key = UUID.randomUUID().toString();
        post(
                        "add_user_properties",
                        "'identity': 'ann', 'properties': {'plan': null, 'age': 4, 'initial_plan': 'free'}, 'idempotency_key': '%s'"
                                .formatted(key))
                .statusCode(204);
        var changes = identity.calls(key).getFirst().getAddUserProperties();
        assertEquals(Set.of("age"), changes.getPropertiesMap().keySet());
        assertEquals(List.of("plan"), changes.getUnsetList());
        assertEquals(Set.of("initial_plan"), changes.getSetOnceMap().keySet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            track | 'identity': 'ann' | postBody.event should be 1 to 1,024 characters
            track | 'event': 'E' | postBody.user_id should be set where there is no identity
            track | 'event': 'E', 'user_id': 'x' | postBody.user_id should be a whole number of 0 to 2^53-1
            track | 'event': 'E', 'user_id': 9007199254740992 | postBody.user_id should be a whole number of 0 to 2^53-1
            track | 'event': 'E', 'user_id': -1 | postBody.user_id should be a whole number of 0 to 2^53-1
            track | 'event': 'E', 'user_id': 1.5 | postBody.user_id should be string
            track | 'event': 'E', 'user_id': 1, 'identity': 'a' | postBody.user_id should not be set beside an identity
            track | 'event': 7, 'user_id': 1 | postBody.event should be string
            track | 'event': 'E', 'identity': '' | postBody.identity should be 1 to 255 characters
            track | 'event': 'E', 'identity': 'NULL' | postBody.identity should not be a placeholder such as "null"
            track | 'event': 'E', 'user_id': 1, 'timestamp': 'noon' | postBody.timestamp should be an ISO-8601 date and time
            track | 'event': 'E', 'user_id': 1, 'timestamp': 1700000000 | postBody.timestamp should be string
            track | 'event': 'E', 'user_id': 1, 'properties': {'ID': 1} | postBody.properties.ID should have another key: id is reserved
            track | 'events': [] | postBody.events should have 1 to 1,000 items
            track | 'events': {} | postBody.events should be array
            track | 'events': [1] | postBody.events[0] should be object
            add_user_properties | 'identity': 'ann' | postBody.properties should be object
            add_user_properties | 'users': [{'identity': 'ann', 'properties': []}] | postBody.users[0].properties should be object
            add_user_properties | 'identity': 'ann', 'properties': {'a\\tb': 1} | postBody.properties key should not contain control characters
            add_user_properties | 'identity': 'ann', 'properties': {'a\\tb': null} | postBody.properties key should not contain control characters
            v1/identify | 'identity': 'ann' | postBody.user_id should be set
            v1/identify | 'user_id': 1 | postBody.identity should be set
            """)
    void wrongPostIsRefusedByItsPath(String path, String fields, String message) {
        post(path, fields).statusCode(400).body(equalTo(message));
        assertEquals(0, log.head(environment));
    }

    @Test
    void unknownAppIdIsUnauthorized() {
        given().body("{\"app_id\": \"nobody\", \"event\": \"E\", \"identity\": \"a\"}")
                .post("/api/track")
                .then()
                .statusCode(401)
                .body(equalTo("no environment has this write key"));
        given().body("{\"app_id\": 7}")
                .post("/api/track")
                .then()
                .statusCode(400)
                .body(equalTo("postBody.app_id should be string"));
    }

    private static String items(int count) {
        return Stream.generate(() -> "{'event': 'E', 'user_id': 1}")
                .limit(count)
                .collect(Collectors.joining(","));
    }

    private ValidatableResponse post(String path, String fields) {
        var body = "{'app_id': '%s', %s}".formatted(appId, fields).replace('\'', '"');
        return given().contentType("application/json")
                .body(body)
                .post("/api/" + path)
                .then();
    }

    private List<Occurrence> events() {
        var events = new ArrayList<Occurrence>();
        log.read(environment, 0, log.head(environment), event -> events.add(event.occurrence()));
        return events;
    }
}
