package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of bad input has a clear answer, leaves nothing half done, and the service goes on. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class BadInputTest {

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;

    @Inject
    EventLog log;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @AfterEach
    void nothingIsHalfDoneAndTheServiceGoesOn() {
        assertEquals(0, log.head(environment));
        post().body("{\"userId\": \"ann\", \"event\": \"E\"}")
                .post("/v1/track")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {                              | the body is not JSON: line 1, column 2
            {'event': NaN}                 | the body is not JSON: line 1, column 14
            {'a': 1} {'b': 2}              | the body is not JSON: line 1, column 10
            []                             | the body must be a JSON object
            'text'                         | the body must be a JSON object
                                           | the body must be a JSON object
            """)
    void malformedBodyIsRefused(String body, String message) {
        post().body(body == null ? "" : body.replace('\'', '"'))
                .post("/v1/track")
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("reason", equalTo("BODY_MALFORMED"))
                .body("message", equalTo(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            track | 'event': 'E' | FIELD_INVALID | anonymousId
            track | 'userId': 'ann' | FIELD_INVALID | event
            track | 'userId': 'ann', 'event': '' | FIELD_INVALID | event
            track | 'userId': 'ann', 'event': {} | FIELD_INVALID | event
            track | 'userId': 'ann', 'event': 'LONG1025' | FIELD_INVALID | event
            track | 'userId': 'ann', 'event': '\\u0000' | FIELD_INVALID | event
            track | 'userId': 'ann', 'event': '\\ud800' | FIELD_INVALID | event
            track | 'userId': '', 'event': 'E' | FIELD_INVALID | userId
            track | 'userId': 'LONG256', 'event': 'E' | FIELD_INVALID | userId
            track | 'userId': true, 'event': 'E' | FIELD_INVALID | userId
            track | 'userId': ' undefined ', 'event': 'E' | IDENTITY_REFUSED | userId
            track | 'userId': '0', 'event': 'E' | IDENTITY_REFUSED | userId
            track | 'anonymousId': 'LONG256', 'event': 'E' | FIELD_INVALID | anonymousId
            track | 'anonymousId': ' ', 'event': 'E' | FIELD_INVALID | anonymousId
            track | 'userId': 'a', 'event': 'E', 'messageId': 'LONG256' | FIELD_INVALID | messageId
            track | 'userId': 'a', 'event': 'E', 'messageId': 9 | FIELD_INVALID | messageId
            track | 'userId': 'a', 'event': 'E', 'timestamp': 'yesterday' | FIELD_INVALID | timestamp
            track | 'userId': 'a', 'event': 'E', 'timestamp': '2026-01-02' | FIELD_INVALID | timestamp
            track | 'userId': 'a', 'event': 'E', 'timestamp': '2026-02-30T00:00:00Z' | FIELD_INVALID | timestamp
            track | 'userId': 'a', 'event': 'E', 'timestamp': '1969-12-31T23:59:59Z' | FIELD_INVALID | timestamp
            track | 'userId': 'a', 'event': 'E', 'timestamp': 'TOMORROW' | FIELD_INVALID | timestamp
            track | 'userId': 'a', 'event': 'E', 'originalTimestamp': 5 | FIELD_INVALID | originalTimestamp
            track | 'userId': 'a', 'event': 'E', 'properties': 'x' | FIELD_INVALID | properties
            track | 'userId': 'a', 'event': 'E', 'properties': [] | FIELD_INVALID | properties
            track | 'userId': 'a', 'event': 'E', 'properties': {'Id': 1} | FIELD_INVALID | properties.Id
            track | 'userId': 'a', 'event': 'E', 'properties': {'': 1} | FIELD_INVALID | properties key
            track | 'userId': 'a', 'event': 'E', 'properties': {'LONG1025': 1} | FIELD_INVALID | properties key
            track | 'userId': 'a', 'event': 'E', 'properties': {'k': ['MANY']} | FIELD_INVALID | properties.k
            track | 'userId': 'a', 'event': 'E', 'properties': {'k': 1e999} | FIELD_INVALID | properties.k
            track | 'userId': 'a', 'event': 'E', 'properties': {'k': [[[[[[[[[1]]]]]]]]]} | FIELD_INVALID | properties.k
            track | 'userId': 'a', 'event': 'E', 'context': 1 | FIELD_INVALID | context
            track | 'userId': 'a', 'event': 'E', 'context': {'page': {'url': 1}} | FIELD_INVALID | context.page.url
            track | 'userId': 'a', 'event': 'E', 'context': {'sessionId': 'LONG256'} | FIELD_INVALID | context.sessionId
            page | 'userId': 'a', 'properties': {'title': 'LONG8193'} | FIELD_INVALID | context.page.title
            identify | 'userId': 'a', 'traits': 1 | FIELD_INVALID | traits
            identify | 'userId': 'a', 'traits': {'id': 1} | FIELD_INVALID | traits.id
            identify | 'userId': 'a', 'traits': {'': null} | FIELD_INVALID | traits key
            identify | 'userId': 'a', 'traits': {'LONG1025': null} | FIELD_INVALID | traits key
            identify | 'userId': 'a', 'traits': {'a\\nb': 1} | FIELD_INVALID | traits key
            identify | 'userId': 'a', 'traits': {'initial_k': ['MANY']} | FIELD_INVALID | traits.initial_k
            alias | 'userId': 'a' | FIELD_INVALID | previousId
            alias | 'anonymousId': 'a', 'previousId': 'b' | FIELD_INVALID | userId
            alias | 'userId': 'a', 'previousId': 'null' | IDENTITY_REFUSED | previousId
            group | 'userId': 'a' | FIELD_INVALID | groupId
            """)
    void wrongFieldIsNamed(String type, String fields, String reason, String field) {
        post().body("{" + spelledOut(fields) + "}")
                .post("/v1/" + type)
                .then()
                .statusCode(400)
                .body("success", equalTo(false))
                .body("refused[0].reason", equalTo(reason))
                .body("refused[0].field", equalTo(field));
    }

    @Test
    void unknownWriteKeyIsUnauthorized() {
        var body = "{\"userId\": \"ann\", \"event\": \"E\"%s}";
        given().body(body.formatted("")).post("/v1/track").then().statusCode(401);
        given().body(body.formatted(", \"writeKey\": \"nobody\""))
                .post("/v1/track")
                .then()
                .statusCode(401)
                .body("reason", equalTo("WRITE_KEY_UNKNOWN"));
        given().header("Authorization", "Basic %%%")
                .body(body.formatted(""))
                .post("/v1/track")
                .then()
                .statusCode(401);
    }

    @Test
    void tooLargeBodiesAndCallsAreRefused() throws IOException {
        var padding = "x".repeat(CaptureLimits.CALL_BYTES);
        post().body("{\"userId\": \"a\", \"event\": \"" + padding + "\"}")
                .post("/v1/track")
                .then()
                .statusCode(400)
                .body("reason", equalTo("TOO_LARGE"));
        post().body("{\"batch\": [{\"type\": \"track\", \"userId\": \"a\", \"event\": \"" + padding + "\"}]}")
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("refused[0].reason", equalTo("TOO_LARGE"));
        post().header("Content-Encoding", "gzip")
                .body(gzippedSpaces(CaptureLimits.BATCH_BYTES + 1))
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("reason", equalTo("TOO_LARGE"));
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadWhole() throws IOException {
        long sent = 0;
        int status;
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(("POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                // Without an end: whoever answers has not read it whole.
                for (int i = 0; i < 12; i++) {
                    out.write(chunk);
                    out.flush();
                    sent += chunk.length;
                }
            } catch (IOException closed) {
                assertTrue(sent > CaptureLimits.BATCH_BYTES, closed.getMessage());
            }
            status = status(socket);
        }
        assertEquals(413, status);
    }

    @Test
    void aBodyThatSaysThatItIsTooLargeIsNotReadAtAll() throws IOException {
        for (var head : new String[] {
            "/v1/track HTTP/1.1\r\nContent-Length: 40000",
            "/v1/t HTTP/1.1\r\nContent-Length: 40000",
            "/v1/batch HTTP/1.1\r\nContent-Length: 600000",
            "/v1/capture HTTP/1.1\r\nContent-Length: 600000",
            "/api/track HTTP/1.1\r\nContent-Length: 9000000"
        }) {
            try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write(("POST " + head + "\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertEquals(400, status(socket), head);
            }
        }
    }

    private static int status(Socket socket) throws IOException {
        var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return Integer.parseInt(answer.readLine().split(" ")[1]);
    }

    @Test
    void wrongEncodingIsRefused() {
        for (var encoding : new String[] {"gzip", "br"}) {
            post().header("Content-Encoding", encoding)
                    .body("{}".getBytes(StandardCharsets.UTF_8))
                    .post("/v1/track")
                    .then()
                    .statusCode(400)
                    .body("reason", equalTo("BODY_MALFORMED"));
        }
    }

    @Test
    void batchThatIsNoArrayIsRefused() {
        post().body("{\"batch\": {}}")
                .post("/v1/batch")
                .then()
                .statusCode(400)
                .body("reason", equalTo("FIELD_INVALID"))
                .body("message", equalTo("batch must be array"));
    }

    @Test
    void unknownPathAndMethodAreClientErrors() {
        post().body("{}").post("/v1/dance").then().statusCode(404);
        given().get("/v1/track").then().statusCode(405);
    }

    private static String spelledOut(String fields) {
        return fields.replace('\'', '"')
                .replace("\"MANY\"", "1,".repeat(12_000) + "1")
                .replace("LONG8193", "l".repeat(8_193))
                .replace("LONG1025", "l".repeat(1_025))
                .replace("LONG256", "l".repeat(256))
                .replace("TOMORROW", Instant.now().plus(25, ChronoUnit.HOURS).toString());
    }

    private static byte[] gzippedSpaces(int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(" ".repeat(count).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private RequestSpecification post() {
        return given().auth().preemptive().basic(writeKey, "").contentType("application/json");
    }
}
