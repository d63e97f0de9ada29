package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of requests such as nobody should send: each has its answer, none of them loses a right call beside it or
 * captures anything else, and the server goes on.
 */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class MalformedRequestsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;

    @Inject
    EventLog log;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    static Stream<MalformedRequest> requests() {
        return MalformedRequest.all();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aMalformedRequestHasItsAnswerAndTheServerGoesOn(MalformedRequest request) throws Exception {
        var answer = HTTP.send(request.to(server(), writeKey), BodyHandlers.ofString());
        assertTrue(Integer.toString(answer.statusCode()).matches(request.status()), () -> told(answer));
        assertTrue(request.says() == null || answer.body().contains(request.says()), answer::body);
        if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            check(request, JSON.readTree(answer.body()));
        }
        assertEquals(request.taken(), log.head(environment), () -> told(answer));
        aRightCallIsTaken(request.taken());
    }

    private static void check(MalformedRequest request, JsonNode answer) {
        assertEquals(request.reason(), answer.path("reason").textValue(), answer::toString);
        if (request.field() != null) {
            assertEquals(request.field(), answer.path("field").textValue(), answer::toString);
        }
        var refused = answer.path("refused");
        if (request.refusals() == null) {
            var none = List.<Integer>of();
            assertEquals(
                    request.refused() == null ? none : request.refused(),
                    each(refused, "index").map(JsonNode::intValue).toList(),
                    answer::toString);
        } else {
            assertEquals(request.refusals(), refused.size());
        }
        if (request.reasons() != null) {
            assertEquals(
                    request.reasons(),
                    each(refused, "reason").map(JsonNode::textValue).toList(),
                    answer::toString);
        }
        if (request.fields() != null) {
            assertEquals(
                    request.fields(),
                    each(refused, "field").map(JsonNode::textValue).toList(),
                    answer::toString);
        }
    }

    private void aRightCallIsTaken(long before) throws IOException, InterruptedException {
        var right = new ObjectMapper()
                .readValue(
                        "{\"path\": \"/v1/track\", \"body\": \"{'userId': 'ann', 'event': 'E'}\"}",
                        MalformedRequest.class);
        assertEquals(
                200,
                HTTP.send(right.to(server(), writeKey), BodyHandlers.discarding())
                        .statusCode());
        assertEquals(before + 1, log.head(environment));
    }

    private static Stream<JsonNode> each(JsonNode refused, String field) {
        return StreamSupport.stream(refused.spliterator(), false).map(call -> call.path(field));
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + ": " + answer.body();
    }

    private static String server() {
        return "http://127.0.0.1:" + RestAssured.port;
    }
}
