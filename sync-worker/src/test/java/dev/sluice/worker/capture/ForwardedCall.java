package dev.sluice.worker.capture;

import static io.restassured.RestAssured.given;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A call of a visitor, who is behind a proxy as the call has it. */
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
abstract class ForwardedCall {

    static final String VISITOR = "203.0.113.7";

    FakeEnvironments environments;

    @Inject
    EventLog log;

    /** The addresses of the events that come of it. */
    List<String> captured() {
        var environment = UUID.randomUUID().toString();
        environments.know(environment, environment);
        given().header("X-Forwarded-For", VISITOR)
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
        return addresses;
    }
}
