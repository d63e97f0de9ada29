package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One run at a time has a warehouse; one that was given up for dead has it no more. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class LeaseTest {

    private final String environment = UUID.randomUUID().toString();

    @Inject
    Lease leases;

    @Inject
    DataSource database;

    private Optional<Lease.Held> acquire() {
        return leases.acquire(environment, "local", UUID.randomUUID());
    }

    /** As when its holder has given no sign of life. */
    private void expire() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "UPDATE warehouse_lease SET expires_at = now() WHERE environment = ?")) {
            statement.setString(1, environment);
            assertEquals(1, statement.executeUpdate());
        }
    }

    @Test
    void secondRunFindsTheWarehouseTaken() {
        var first = acquire().orElseThrow();
        assertEquals(Optional.empty(), acquire());
        leases.release(first);
        assertTrue(acquire().isPresent());
    }

    @Test
    void stalledRunThatComesBackIsFencedOff() throws SQLException {
        var stalled = acquire().orElseThrow();
        expire();
        var next = acquire().orElseThrow();
        assertTrue(next.token() > stalled.token());
        assertFalse(leases.renew(stalled));
        var refusal = assertThrows(Failure.class, () -> leases.confirm(stalled));
        assertEquals(ErrorReason.ERROR_REASON_WAREHOUSE_BUSY, refusal.reason());
        leases.release(stalled);
        assertEquals(Optional.empty(), acquire());
        leases.confirm(next);
    }

    /** Nobody else has come, so nothing is lost. */
    @Test
    void runThatWasLateKeepsAWarehouseThatNobodyTook() throws SQLException {
        var late = acquire().orElseThrow();
        expire();
        leases.confirm(late);
        assertEquals(Optional.empty(), acquire());
    }
}
