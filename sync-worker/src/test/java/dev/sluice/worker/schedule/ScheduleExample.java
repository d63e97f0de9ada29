package dev.sluice.worker.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.util.Durations;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.IntervalTicks;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.fakes.FakeSchedules;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import dev.sluice.worker.run.Runs;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A warehouse with a schedule, and the runs that were started for it, by what the database tells of them. The runs
 * themselves fail, as nobody serves snapshots here.
 */
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
abstract class ScheduleExample {

    static final Instant SINCE = Instant.parse("2026-11-27T08:00:00Z");

    final String environment = "e" + UUID.randomUUID();

    @Inject
    Scheduler scheduler;

    @Inject
    ScheduleStore store;

    @Inject
    RegisteredSchedules registered;

    @Inject
    Runs runs;

    @Inject
    ScheduleMetrics metrics;

    @Inject
    ScheduleConfig config;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    FakeSchedules schedules;
    FakeWarehouses warehouses;

    @BeforeEach
    void schedule() {
        warehouses.know(
                environment,
                Warehouse.newBuilder()
                        .setName("local")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath("/tmp/" + environment + ".duckdb"))
                        .build());
        schedules.know(everyTenMinutes().build());
    }

    @AfterEach
    void leaveNothingDue() {
        schedules.away(false);
        schedules.know();
    }

    Schedule.Builder everyTenMinutes() {
        return Schedule.newBuilder()
                .setEnvironment(environment)
                .setWarehouse("local")
                .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(10)))
                .setSince(Timestamps.of(SINCE));
    }

    /** As the worker keeps it. */
    ScheduledWarehouse scheduled() {
        return store.all().stream()
                .filter(each -> each.schedule().getEnvironment().equals(environment))
                .findFirst()
                .orElseThrow();
    }

    static Instant minute(int minutes) {
        return SINCE.plus(Duration.ofMinutes(minutes));
    }

    void look(int minutes) {
        scheduler.look(minute(minutes));
    }

    List<String> query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql.replace("$env", environment))) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(String sql) {
        assertEquals(
                1,
                query("WITH done AS (" + sql + " RETURNING 1) SELECT 1 FROM done")
                        .size());
    }

    List<String> runs() {
        return query("SELECT started_by FROM run WHERE environment = '$env' ORDER BY started_at");
    }

    double shownDue() {
        return meters.get("sluice_schedule_due_timestamp_seconds")
                .tag("environment", environment)
                .gauge()
                .value();
    }

    /** Makes of the last run, once it has ended by itself, one that ended so just now, by the schedule's clock. */
    void ended(String state, int minutes) throws InterruptedException {
        while (goesOn()) {
            Thread.sleep(20);
        }
        update("""
                UPDATE run SET state = '%s', ended_at = '%s',
                  failure_reason = CASE WHEN '%s' = 'FAILED' THEN 'ERROR_REASON_WAREHOUSE_UNUSABLE' END
                WHERE id = (SELECT id FROM run WHERE environment = '$env' ORDER BY started_at DESC LIMIT 1)
                """.formatted(state, minute(minutes), state));
    }

    private boolean goesOn() {
        return !query("""
                SELECT id FROM run WHERE environment = '$env' AND ended_at IS NULL
                UNION ALL SELECT run_id FROM warehouse_lease WHERE environment = '$env' AND expires_at > now()
                """).isEmpty();
    }

    void succeeded(int minutes) throws InterruptedException {
        ended("SUCCEEDED", minutes);
    }

    /** Another run has the warehouse, for so long. */
    void reserve(String time) {
        update("""
                INSERT INTO warehouse_lease VALUES ('$env', 'local', 1, '%s', now() + interval '%s')
                ON CONFLICT (environment, warehouse) DO UPDATE SET expires_at = EXCLUDED.expires_at
                """.formatted(UUID.randomUUID(), time));
    }
}
