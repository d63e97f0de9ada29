package dev.sluice.worker.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of warehouses from the rows that runs leave behind. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class WarehouseStandingsTest {

    private final String environment = UUID.randomUUID().toString();

    @Inject
    WarehouseStandings standings;

    @Inject
    DataSource database;

    FakeEnvironments environments;
    FakeWarehouses warehouses;

    private WarehouseStanding standing() {
        return standings.all().stream()
                .filter(each -> each.environment().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql.replace("$env", environment));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param age of its start, in seconds; it took ten */
    private void run(UUID id, String state, int age) {
        run(id, "SYNC", state, age, 0);
    }

    private void run(UUID id, String kind, String state, int age, int done) {
        execute("""
                INSERT INTO run (id, environment, warehouse, kind, state, stage, message, started_at, ended_at, done)
                VALUES ('%s', '$env', 'local', '%s', '%s', 'DONE', '', now() - interval '%d s', now() - interval '%d s', %d)
                """.formatted(id, kind, state, age, age - 10, done));
    }

    /** @param age in seconds */
    private void register(int age) {
        environments.list(environment);
        warehouses.know(
                environment,
                Warehouse.newBuilder()
                        .setEnvironment(environment)
                        .setName("local")
                        .setCreatedAt(Timestamps.of(Instant.now().minusSeconds(age)))
                        .build());
    }

    private void lease(UUID run, String warehouse) {
        execute("INSERT INTO warehouse_lease VALUES ('$env', '%s', 1, '%s', now())".formatted(warehouse, run));
    }

    @Test
    void aWarehouseThatNoRunHasWrittenHasNoSuccess() {
        lease(UUID.randomUUID(), "local");
        lease(UUID.randomUUID(), "local:fill");
        var standing = standing();
        assertEquals(
                1,
                standings.all().stream()
                        .filter(each -> each.environment().equals(environment))
                        .count());
        assertTrue(Double.isNaN(standing.lastSuccess()));
        assertTrue(Double.isNaN(standing.newestEvent()));
        assertEquals(0, standing.pendingEvents());
        assertEquals(0, standing.pendingFor());
        assertEquals(0, standing.runningFor());
    }

    @Test
    void aRegisteredWarehouseIsKnownBeforeAnyRun() {
        register(60);
        execute("INSERT INTO event_log_head VALUES ('$env', 2)");
        event(1, 500);
        event(2, 30);
        var standing = standing();
        assertEquals(System.currentTimeMillis() / 1e3 - 60, standing.registered(), 20);
        assertTrue(Double.isNaN(standing.lastSuccess()));
        assertEquals(2, standing.pendingEvents());
        assertEquals(60, standing.pendingFor(), 20, "nothing can have waited for it before");
        assertEquals(0, standing.runningFor());
    }

    @Test
    void itIsStillKnownWhenNobodyCanBeAsked() {
        register(60);
        standing();
        warehouses.away(true);
        try {
            assertEquals("local", standing().warehouse());
        } finally {
            warehouses.away(false);
        }
    }

    @Test
    void whatIsRegisteredAndHasRunIsThereOnce() {
        register(60);
        lease(UUID.randomUUID(), "local");
        assertEquals(
                1,
                standings.all().stream()
                        .filter(each -> each.environment().equals(environment))
                        .count());
    }

    @Test
    void failuresCountSinceOneDidNotFail() {
        run(UUID.randomUUID(), "FAILED", 500);
        run(UUID.randomUUID(), "SUCCEEDED", 400);
        run(UUID.randomUUID(), "FAILED", 300);
        run(UUID.randomUUID(), "FAILED", 200);
        var running = UUID.randomUUID();
        run(running, "RUNNING", 100);
        lease(running, "local");
        var standing = standing();
        assertEquals(2, standing.failuresInARow());
        assertEquals(System.currentTimeMillis() / 1e3 - 390, standing.lastSuccess(), 30);
        assertEquals(100, standing.runningFor(), 30);
    }

    @Test
    void aFillIsToldApartFromTheRunThatHasTheWarehouse() {
        var running = UUID.randomUUID();
        run(running, "RUNNING", 100);
        lease(running, "local");
        assertEquals(0, standing().fillingFor());
        assertTrue(Double.isNaN(standing().fillJudgedEvents()));
        run(UUID.randomUUID(), "FILL", "SUCCEEDED", 900, 50);
        run(UUID.randomUUID(), "FILL", "RUNNING", 600, 70);
        var standing = standing();
        assertEquals(600, standing.fillingFor(), 30);
        assertEquals(70, standing.fillJudgedEvents());
        assertEquals(100, standing.runningFor(), 30);
    }

    @Test
    void whatIsInTheLogAndNotInTheWarehouseIsPending() {
        lease(UUID.randomUUID(), "local");
        execute("INSERT INTO event_log_head VALUES ('$env', 12)");
        execute("""
                INSERT INTO warehouse_state (environment, warehouse, log_position, feed_position, snapshot_revision, published_at)
                VALUES ('$env', 'local', 10, 7, 1, now())
                """);
        event(10, 50);
        event(11, 40);
        event(12, 30);
        var standing = standing();
        assertEquals(2, standing.pendingEvents());
        assertEquals(40, standing.pendingFor(), 20);
        assertEquals(System.currentTimeMillis() / 1e3 - 50, standing.newestEvent(), 20);
        assertEquals(7, standing.feedPosition());
    }

    private void event(int position, int age) {
        execute("""
                INSERT INTO event_log (environment, position, received_on, event_id, received_at, time, user_kind,
                  user_key, device_key, type)
                SELECT '$env', %d, date(at AT TIME ZONE 'UTC'), %d, at, at, 'anonymous', 'v', 'v', 'pageview'
                FROM (SELECT now() - interval '%d s' AS at) moment
                """.formatted(position, position, age));
    }
}
