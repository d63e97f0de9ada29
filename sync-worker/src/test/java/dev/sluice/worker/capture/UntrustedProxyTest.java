package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor has the address of who connects, whatever that one says of others. */
@QuarkusTest
@TestProfile(GuardedProfile.class)
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class UntrustedProxyTest {

    FakeEnvironments environments;

    @Inject
    EventLog log;

    @Test
    void theAddressThatAnybodyTellsIsNotBelieved() {
        var environment = UUID.randomUUID().toString();
        environments.know(environment, environment);
        given().header("X-Forwarded-For", "203.0.113.7")
                .body("""
                        {"writeKey": "%s", "calls": [
                          {"anonymousId": "7", "context": {"library": "web"}, "track": {"event": "E"}}]}
                        """.formatted(environment))
                .post("/v1/capture")
                .then()
                .statusCode(200);
        var addresses = new ArrayList<String>();
        log.read(
                environment,
                0,
                1,
                event -> addresses.add(event.occurrence().visit().ip()));
        assertEquals(List.of("127.0.0.1"), addresses);
    }
}
