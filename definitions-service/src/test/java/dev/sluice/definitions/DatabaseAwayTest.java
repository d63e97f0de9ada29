package dev.sluice.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DatabaseAwayTest.NobodyListens.class)
class DatabaseAwayTest {

    @Inject
    Catalog catalog;

    @Test
    void databaseThatIsAwayIsToldAsSuch() {
        var refusal = Refusal.of(() -> catalog.environment());
        assertEquals(Status.Code.UNAVAILABLE, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, refusal.reason());
        assertEquals("the database does not answer; try again", refusal.message());
    }

    /** Port 1 is reserved, and nothing serves it. */
    public static final class NobodyListens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/sluice",
                    "quarkus.flyway.migrate-at-start", "false");
        }
    }
}
