package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.v1.RunState;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse.Cursors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept, from run to run, of tables that are left out, and of what runs took. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class PartialRunStateTest {

    private static final Cursors HEADS = new Cursors(7, 8);

    private final String environment = UUID.randomUUID().toString();

    @Inject
    Setbacks setbacks;

    @Inject
    PublishedState published;

    @Inject
    RunStore store;

    @Inject
    RunMetrics metrics;

    @Inject
    UnservedMetrics unserved;

    @Inject
    MeterRegistry meters;

    private static TableFailure refused(String table, String fingerprint) {
        return new TableFailure(table, fingerprint, TableFailure.Kind.CHANGE_REFUSED, table + " said no");
    }

    private void add(TableFailure failure) {
        setbacks.add(environment, "local", failure);
    }

    private List<TableFailure> notDue() {
        return setbacks.notDue(environment, "local");
    }

    private Duration untilNextTry(String... tables) {
        return Duration.between(
                Instant.now(),
                setbacks.keepOnly(environment, "local", Set.of(tables)).orElseThrow());
    }

    @Test
    void tableThatFailedIsNotTriedBeforeItsTime() {
        add(refused("order", "f1"));
        assertEquals(List.of(refused("order", "f1")), notDue());
        assertEquals(List.of(), setbacks.notDue(environment, "another"));
    }

    @Test
    void pausesGrowWithEachFailureInARow() {
        add(refused("order", "f1"));
        var first = untilNextTry("order");
        add(refused("order", "f1"));
        add(refused("order", "f1"));
        var third = untilNextTry("order");
        assertTrue(first.compareTo(Duration.ofSeconds(75)) < 0, first::toString);
        assertTrue(third.compareTo(Duration.ofSeconds(180)) > 0, third::toString);
        add(refused("order", "f2"));
        var afterAnEdit = untilNextTry("order");
        assertTrue(afterAnEdit.compareTo(Duration.ofSeconds(75)) < 0, afterAnEdit::toString);
    }

    @Test
    void tableThatStandsIsForgotten() {
        add(refused("order", "f1"));
        add(refused("refund", "f1"));
        setbacks.keepOnly(environment, "local", Set.of("refund"));
        assertEquals(List.of(refused("refund", "f1")), setbacks.all(environment, "local"));
        assertEquals(Optional.empty(), setbacks.keepOnly(environment, "local", Set.of()));
        assertEquals(List.of(), setbacks.all(environment, "local"));
    }

    @Test
    void takenNameIsLookedAtByEveryRun() {
        add(new TableFailure("order", "f1", TableFailure.Kind.NAME_TAKEN, "taken"));
        assertEquals(List.of(), notDue());
        assertEquals(1, setbacks.all(environment, "local").size());
    }

    private boolean isUpToDate(Instant now) {
        return published.is(environment, "local", HEADS, 3, now);
    }

    @Test
    void warehouseIsUpToDateUntilATableIsToBeTriedAgain() {
        var retryAt = Instant.now().plusSeconds(60);
        published.set(environment, "local", HEADS, 3, false, Optional.empty(), Optional.of(retryAt));
        assertTrue(isUpToDate(Instant.now()));
        assertFalse(isUpToDate(retryAt.plusSeconds(1)));
    }

    @Test
    void whoeverAsksHasItTriedAtOnce() {
        add(refused("order", "f1"));
        published.set(
                environment,
                "local",
                HEADS,
                3,
                false,
                Optional.empty(),
                Optional.of(Instant.now().plusSeconds(60)));
        setbacks.makeDue(environment, "local");
        assertEquals(List.of(), notDue());
        assertFalse(isUpToDate(Instant.now().plusMillis(1)));
    }

    private RunRecord ended(Outcome outcome, Meter.Cost cost) {
        var run = store.begin(NewRun.of(Kind.SYNC, RunOrigin.JOB, environment, "local"));
        store.end(run.id, outcome, Optional.empty(), cost);
        return store.find(run.id.toString());
    }

    @Test
    void historySaysWhichTablesWereLeftOutAndWhatTheRunTook() {
        var meter = new Meter();
        meter.sent();
        meter.wrote(5);
        meter.staged(100);
        meter.changed("refund", new Meter.TableCost(1, 5));
        meter.changed("returned", new Meter.TableCost(1, 0));
        meter.scanned("returned", 7);
        var leftOut = List.of(refused("order", "f1"));
        var outcome = new Outcome.Partial(new Outcome.Applied(new Plan(3, 2, List.of()), false), leftOut);
        var run = RunMapper.detailed(ended(outcome, meter.cost()));
        assertEquals(RunState.RUN_STATE_PARTIAL, run.getState());
        assertEquals(dev.sluice.sync.v1.RunOrigin.RUN_ORIGIN_JOB, run.getStartedBy());
        assertFalse(run.hasFailure());
        assertEquals(2, run.getLandedEvents());
        assertEquals("order", run.getTableFailures(0).getTable());
        assertEquals("order said no", run.getTableFailures(0).getMessage());
        assertEquals(1, run.getCost().getStatements());
        assertEquals(5, run.getCost().getRowsWritten());
        assertEquals(100, run.getCost().getStagedBytes());
        assertEquals(7, run.getCost().getRowsScanned());
        assertEquals("refund", run.getCost().getTables(0).getTable());
        assertFalse(run.getCost().getTables(0).hasRowsScanned());
        assertEquals(7, run.getCost().getTables(1).getRowsScanned());
    }

    @Test
    void runsAreCountedByOutcomeAndWarehouse() {
        var meter = new Meter();
        meter.sent();
        meter.scanned(9);
        var run = ended(new Outcome.UpToDate(3), meter.cost());
        metrics.ended(run, new Outcome.UpToDate(3), meter.cost(), Map.of());
        var statements = meters.get("sluice_run_statements")
                .tag("environment", environment)
                .tag("warehouse", "local");
        assertEquals(1.0, statements.counter().count());
        assertEquals(
                9.0,
                meters.get("sluice_run_rows_scanned")
                        .tag("environment", environment)
                        .counter()
                        .count());
        assertEquals(0, RunMapper.run(run).getCost().getTablesCount());
    }

    /** Its process ends before anybody could ask it. */
    @Test
    void runOfAJobIsCountedOnceByWhoeverIsScraped() throws InterruptedException {
        var ofJob = new SimpleMeterRegistry();
        var job = new RunMetrics(ofJob, unserved);
        job.leaveToOthers();
        var cost = new Meter().cost();
        var stages = Map.of(RunRecord.Stage.LANDING, Duration.ofSeconds(2));
        job.ended(ended(new Outcome.UpToDate(3), cost), new Outcome.UpToDate(3), cost, stages);
        assertEquals(List.of(), ofJob.getMeters());
        for (int look = 0; look < 2; look++) {
            metrics.serveThoseOfJobs();
        }
        var counted = meters.find("sluice_runs").tag("environment", environment).tag("outcome", "up_to_date");
        while (counted.counter() == null) {
            // The worker's own look may have come first.
            Thread.sleep(20);
        }
        assertEquals(1.0, counted.counter().count());
        var took = meters.get("sluice_run_duration").tag("environment", environment);
        assertEquals(1, took.timer().count());
    }
}
