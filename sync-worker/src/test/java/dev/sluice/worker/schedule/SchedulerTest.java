package dev.sluice.worker.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which runs schedules have started, by what the database tells of them. The runs themselves fail, as nobody serves
 * snapshots here.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class SchedulerTest {

    private static final Instant SINCE = Instant.parse("2026-11-27T08:00:00Z");

    private final String environment = "e" + UUID.randomUUID();

    @Inject
    Scheduler scheduler;

    @Inject
    ScheduleStore store;

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

    private Schedule.Builder everyTenMinutes() {
        return Schedule.newBuilder()
                .setEnvironment(environment)
                .setWarehouse("local")
                .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromMinutes(10)))
                .setSince(Timestamps.of(SINCE));
    }

    private static Instant minute(int minutes) {
        return SINCE.plus(Duration.ofMinutes(minutes));
    }

    private void look(int minutes) {
        scheduler.look(minute(minutes));
    }

    private List<String> query(String sql) {
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

    private void update(String sql) {
        assertEquals(1, query("WITH done AS (" + sql + " RETURNING 1) SELECT 1 FROM done").size());
    }

    private List<String> runs() {
        return query("SELECT started_by FROM run WHERE environment = '$env' ORDER BY started_at");
    }

    /** Makes of the last run, once it has ended by itself, one that ended so just now, by the schedule's clock. */
    private void ended(String state, int minutes) throws InterruptedException {
        while (query("SELECT id FROM run WHERE environment = '$env' AND ended_at IS NULL").size() > 0
                || query("SELECT 1 FROM warehouse_lease WHERE environment = '$env' AND expires_at > now()").size() > 0) {
            Thread.sleep(20);
        }
        update("""
                UPDATE run SET state = '%s', ended_at = '%s',
                  failure_reason = CASE WHEN '%s' = 'FAILED' THEN 'ERROR_REASON_WAREHOUSE_UNUSABLE' END
                WHERE id = (SELECT id FROM run WHERE environment = '$env' ORDER BY started_at DESC LIMIT 1)
                """.formatted(state, minute(minutes), state));
    }

    private void succeeded(int minutes) throws InterruptedException {
        ended("SUCCEEDED", minutes);
    }

    /** Another run has the warehouse, for so long. */
    private void reserve(String time) {
        update("""
                INSERT INTO warehouse_lease VALUES ('$env', 'local', 1, '%s', now() + interval '%s')
                ON CONFLICT (environment, warehouse) DO UPDATE SET expires_at = EXCLUDED.expires_at
                """.formatted(UUID.randomUUID(), time));
    }

    @Test
    void eachTickHasARun() throws InterruptedException {
        look(9);
        assertEquals(List.of(), runs());
        look(10);
        look(11);
        assertEquals(List.of("SCHEDULE"), runs());
        succeeded(11);
        look(19);
        assertEquals(1, runs().size());
        look(20);
        assertEquals(List.of("SCHEDULE", "SCHEDULE"), runs());
    }

    @Test
    void missedTicksHaveOneRunTogether() throws InterruptedException {
        look(10);
        succeeded(10);
        look(58);
        succeeded(58);
        look(59);
        assertEquals(2, runs().size());
        look(60);
        assertEquals(3, runs().size());
    }

    /** Replicas see the same state before any of them starts a run. */
    @Test
    void oneOfManyReplicasStartsTheRunOfATick() throws Exception {
        look(1);
        var due = store.all().stream()
                .filter(each -> each.schedule().getEnvironment().equals(environment))
                .findFirst()
                .orElseThrow()
                .due(minute(10), new Retries(null, 0))
                .orElseThrow();
        var replicas = 8;
        var together = new CyclicBarrier(replicas);
        Callable<Boolean> take = () -> {
            together.await();
            return store.take(due, UUID.randomUUID());
        };
        try (var threads = Executors.newFixedThreadPool(replicas)) {
            long taken = threads.invokeAll(Stream.generate(() -> take).limit(replicas).toList()).stream()
                    .filter(done -> done.resultNow())
                    .count();
            assertEquals(1, taken);
        }
        look(11);
        assertEquals(List.of(), runs(), "the tick was taken");
    }

    @Test
    void schedulersThatLookAtOnceStartOneRun() throws Exception {
        var together = new CyclicBarrier(4);
        Callable<Void> look = () -> {
            together.await();
            look(10);
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(Stream.generate(() -> look).limit(4).toList())) {
                done.get();
            }
        }
        assertEquals(List.of("SCHEDULE"), runs());
    }

    @Test
    void tickOfABusyWarehouseWaitsUntilItIsFree() throws InterruptedException {
        reserve("1 hour");
        look(10);
        look(25);
        assertEquals(List.of(), runs());
        reserve("0 s");
        look(26);
        assertEquals(List.of("SCHEDULE"), runs());
        succeeded(26);
        look(29);
        assertEquals(1, runs().size(), "what waited had one run together");
    }

    @Test
    void pausedScheduleStartsNoRunAndResumesWithTheNextTick() {
        schedules.know(everyTenMinutes().setPaused(true).build());
        look(10);
        schedules.know(everyTenMinutes().setSince(Timestamps.of(minute(35))).build());
        look(36);
        assertEquals(List.of(), runs());
        look(40);
        assertEquals(List.of("SCHEDULE"), runs());
    }

    @Test
    void nothingStartsWhileDefinitionsServiceIsAwayAndOneRunMakesUpForIt() {
        look(1);
        schedules.away(true);
        look(35);
        assertEquals(List.of(), runs());
        assertEquals(minute(10).getEpochSecond(), due(), "it is still shown when a run was due");
        schedules.away(false);
        look(36);
        look(37);
        assertEquals(List.of("SCHEDULE"), runs());
    }

    private double due() {
        return meters.get("sluice_schedule_due_timestamp_seconds")
                .tag("environment", environment)
                .gauge()
                .value();
    }

    @Test
    void failedRunIsTriedAgainBeforeTheNextTickAndLaterEachTime() throws InterruptedException {
        schedules.know(everyTenMinutes()
                .setInterval(IntervalTicks.newBuilder().setEvery(Durations.fromHours(4)))
                .build());
        look(240);
        ended("FAILED", 241);
        assertEquals(1, runs().size());
        scheduler.look(minute(241).plusSeconds(20));
        assertEquals(1, runs().size());
        scheduler.look(minute(241).plusSeconds(37));
        assertEquals(List.of("SCHEDULE", "RETRY"), runs());
        ended("FAILED", 250);
        scheduler.look(minute(250).plusSeconds(45));
        assertEquals(2, runs().size());
        scheduler.look(minute(250).plusSeconds(75));
        assertEquals(List.of("SCHEDULE", "RETRY", "RETRY"), runs());
        succeeded(260);
        look(300);
        assertEquals(3, runs().size());
        look(480);
        assertEquals(List.of("SCHEDULE", "RETRY", "RETRY", "SCHEDULE"), runs());
        assertEquals(List.of("0"), query("SELECT retries FROM warehouse_schedule WHERE environment = '$env'"));
    }

    @Test
    void tickComesBeforeARetry() throws InterruptedException {
        look(10);
        ended("FAILED", 19);
        look(20);
        assertEquals(List.of("SCHEDULE", "SCHEDULE"), runs());
    }

    @Test
    void runThatSomebodyCancelledIsLeftToTheNextTick() throws InterruptedException {
        look(10);
        ended("CANCELLED", 11);
        look(19);
        assertEquals(1, runs().size());
    }

    @Test
    void runByRequestTakesCareOfWhatFailed() throws InterruptedException {
        look(10);
        ended("FAILED", 11);
        update("""
                INSERT INTO run (id, environment, warehouse, kind, state, stage, message, started_at, ended_at)
                VALUES ('%s', '$env', 'local', 'SYNC', 'SUCCEEDED', 'DONE', '', now(), now())
                """.formatted(UUID.randomUUID()));
        look(19);
        assertEquals(2, runs().size());
    }

    @Test
    void tablesThatWereLeftOutAreTriedAgainInTheirTime() throws InterruptedException {
        look(10);
        ended("PARTIAL", 11);
        update("""
                INSERT INTO warehouse_state (environment, warehouse, log_position, feed_position, snapshot_revision,
                  published_at, tables_retry_at)
                VALUES ('$env', 'local', 1, 1, 1, now(), '%s')
                """.formatted(minute(14)));
        look(13);
        assertEquals(1, runs().size());
        look(14);
        assertEquals(List.of("SCHEDULE", "RETRY"), runs());
        ended("PARTIAL", 15);
        look(19);
        assertEquals(2, runs().size(), "a table that waits for something else than time waits for a tick");
    }

    @Test
    void scheduleThatIsGoneOrNotUnderstoodKeepsNoOtherFromItsRun() {
        look(1);
        schedules.know(Schedule.newBuilder().setEnvironment("later").setWarehouse("w").build(), everyTenMinutes().build());
        look(10);
        assertEquals(List.of("SCHEDULE"), runs());
        schedules.know();
        look(20);
        assertEquals(List.of(), query("SELECT definition FROM warehouse_schedule WHERE environment = '$env'"));
    }

    @Test
    void itIsShownWhenTheNextRunIsDue() {
        look(10);
        look(11);
        assertEquals(minute(20).getEpochSecond(), due());
        schedules.know(everyTenMinutes().setPaused(true).build());
        look(12);
        assertTrue(Double.isNaN(due()));
        assertEquals(
                1,
                meters.get("sluice_schedule_paused")
                        .tag("environment", environment)
                        .gauge()
                        .value());
    }
}
