package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.landing.Relanding;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.privacy.WarehouseDeletions;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.snapshot.Snapshots;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouses;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Starts runs and sees them through: each has its warehouse reserved while it writes, and ends in its record whatever
 * happens. Runs have platform threads: an embedded engine computes inside native calls, which would keep the few
 * carriers of virtual threads from everybody else.
 */
@ApplicationScoped
public class Runs {

    private static final Logger LOG = Logger.getLogger(Runs.class);

    /** In which runs that are stopped end their records. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final RunParts parts;
    private final RunStore store;
    private final Reservations reservations;
    private final RunMetrics metrics;
    private final RunsInHand inHand;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("run-", 0).factory());

    Runs(
            Warehouses warehouses,
            Landing landing,
            Snapshots snapshots,
            Tagging tagging,
            Memberships memberships,
            PublishedState published,
            Setbacks setbacks,
            WarehouseDeletions deletions,
            Relanding relanding,
            RunConfig config,
            RunStore store,
            Reservations reservations,
            RunMetrics metrics,
            RunsInHand inHand) {
        this.parts = new RunParts(
                warehouses,
                landing,
                snapshots,
                tagging,
                memberships,
                published,
                setbacks,
                deletions,
                relanding,
                config);
        this.store = store;
        this.reservations = reservations;
        this.metrics = metrics;
        this.inHand = inHand;
    }

    /** What a run does once it has its warehouse; {@code fence} throws when another run has it by now. */
    private interface Work {
        Outcome run(RunRecord run, Progress progress, Meter meter, Runnable fence);
    }

    /** As {@link #start}, and tries at once what failed before: whoever asks may have repaired it. */
    RunRecord startAndRetry(String environment, String warehouse, RunScope scope) {
        parts.setbacks().makeDue(environment, warehouse);
        return start(
                NewRun.of(Kind.SYNC, RunOrigin.REQUEST, environment, warehouse).over(scope), this::sync);
    }

    /** Starts a run; it goes on after this returns. */
    RunRecord start(RunOrigin origin, String environment, String warehouse) {
        return start(NewRun.of(Kind.SYNC, origin, environment, warehouse), this::sync);
    }

    /**
     * Starts a run if it can be started now and {@code claim} gives it to us.
     *
     * @return false when the claim was taken before
     * @throws dev.sluice.errors.Failure.Precondition with WAREHOUSE_BUSY while another run has the warehouse
     */
    public boolean startFor(Claim claim, RunOrigin origin, String environment, String warehouse, RunScope scope) {
        try {
            start(
                    NewRun.of(Kind.SYNC, origin, environment, warehouse)
                            .over(scope)
                            .claiming(claim),
                    this::sync);
            return true;
        } catch (Claim.Taken e) {
            return false;
        }
    }

    /** Whether this process writes to fewer warehouses than that at the moment, and is not about to stop. */
    public boolean hasRoom(int warehouses) {
        return reservations.written() < warehouses && !reservations.isClosed();
    }

    RunRecord startBackfill(String environment, String warehouse, long propertyId) {
        return start(
                NewRun.of(Kind.BACKFILL, RunOrigin.REQUEST, environment, warehouse),
                (run, progress, meter, fence) ->
                        new BackfillRun(environment, warehouse, propertyId, parts, progress, meter).run(run.id, fence));
    }

    /** @throws dev.sluice.errors.Failure.Precondition with WRONG_STATE before the first run has ended */
    RunRecord startVerification(String environment, String warehouse, boolean repair) {
        parts.snapshots().target(environment, warehouse);
        if (parts.published().logPosition(environment, warehouse).isEmpty()) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WRONG_STATE,
                    "no run has shown anything in %s of %s yet; start one".formatted(warehouse, environment));
        }
        return start(
                NewRun.of(Kind.VERIFY, RunOrigin.REQUEST, environment, warehouse),
                (run, progress, meter, fence) ->
                        new VerifyRun(environment, warehouse, repair, parts, progress, meter).run(run.id, fence));
    }

    private RunRecord start(NewRun asked, Work work) {
        if (reservations.isClosed()) {
            throw new Failure.Unavailable("this worker is about to stop; another one does the run", null);
        }
        var environment = asked.environment();
        var warehouse = asked.warehouse();
        parts.snapshots().target(environment, warehouse);
        var lease = reservations.ifFree(environment, warehouse, asked.id());
        if (lease.isPresent()) {
            var run = begin(asked, lease.get());
            threads.execute(() -> see(run, lease.get(), work).ifPresent(Runnable::run));
            return run;
        }
        if (!reservations.isWorthWaiting(environment, warehouse)) {
            throw reservations.busy(environment, warehouse);
        }
        var run = store.queue(asked);
        threads.execute(() -> seeQueued(run, asked, work).ifPresent(Runnable::run));
        return run;
    }

    /** Runs to the end, and then fills the tables that were left to a run beside. */
    RunRecord runOnce(String environment, String warehouse, RunScope scope) {
        var asked = NewRun.of(Kind.SYNC, RunOrigin.JOB, environment, warehouse).over(scope);
        parts.snapshots().target(environment, warehouse);
        var lease = reservations.afterSlice(environment, warehouse, asked.id());
        var run = begin(asked, lease);
        see(run, lease, this::sync).ifPresent(Runnable::run);
        return store.find(run.id.toString());
    }

    private RunRecord begin(NewRun asked, Lease.Held lease) {
        try {
            return store.begin(asked);
        } catch (RuntimeException e) {
            reservations.release(lease);
            throw e;
        }
    }

    /** Makes the plan of a run that is not to be. */
    SyncRun.Planned plan(String environment, String warehouse, RunScope scope) {
        return whileReserved(
                environment,
                warehouse,
                _ -> new SyncRun(environment, warehouse, scope, parts, Progress.SILENT, new Meter()).planOnly());
    }

    /** Does something with a warehouse that no run may write to meanwhile, and that leaves no record. */
    <T> T whileReserved(String environment, String warehouse, Function<RunParts, T> work) {
        parts.snapshots().target(environment, warehouse);
        var lease = reservations.afterSlice(environment, warehouse, UUID.randomUUID());
        try {
            return threads.submit(() -> work.apply(parts)).get();
        } catch (ExecutionException e) {
            throw RunFailures.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while planning", e);
        } finally {
            reservations.release(lease);
        }
    }

    private Outcome sync(RunRecord run, Progress progress, Meter meter, Runnable fence) {
        return new SyncRun(run.environment, run.warehouse, run.scope(), parts, progress, meter).run(run.id, fence);
    }

    private Optional<Runnable> seeQueued(RunRecord run, NewRun asked, Work work) {
        try {
            var lease = reservations.afterSlice(run.environment, run.warehouse, run.id);
            return see(begin(asked, lease), lease, work);
        } catch (RuntimeException e) {
            end(run, RunFailures.outcome(e), Optional.empty(), new Meter(), Map.of());
            return Optional.empty();
        }
    }

    /**
     * The record ends before the lease does: whoever has the lease next takes a run that seems to go on for dead.
     *
     * @return the fill that is to follow
     */
    private Optional<Runnable> see(RunRecord run, Lease.Held lease, Work work) {
        try (var _ = RunLog.of(run)) {
            var meter = new Meter();
            var clock = progress(run, meter);
            var outcome = outcome(
                    () -> inHand.during(run.id, lease, meter, hand -> work.run(run, clock, meter, fence(hand))));
            var fill = outcome.leavesFills() ? fillBeside(run) : Optional.<Fill>empty();
            end(run, outcome, fill.map(Fill::id), meter, clock.times());
            return fill.flatMap(Fill::work);
        } finally {
            reservations.release(lease);
        }
    }

    /** Throws when another run has the warehouse by now; and before the first commit when somebody cancelled the run. */
    private Runnable fence(RunInHand hand) {
        var uncommitted = new AtomicBoolean(true);
        return () -> {
            if (uncommitted.getAndSet(false)) {
                hand.beginCommit();
                store.refuseCancelled(hand.run());
            }
            reservations.confirm(hand.lease());
        };
    }

    private StageClock progress(RunRecord run, Meter meter) {
        var recorded = new RecordedProgress(store, run.id);
        return new StageClock(
                (stage, message, done, total) -> {
                    meter.asking().hear();
                    recorded.at(stage, message, done, total);
                },
                System::nanoTime);
    }

    private void end(
            RunRecord run, Outcome outcome, Optional<UUID> fill, Meter meter, Map<RunRecord.Stage, Duration> stages) {
        store.end(run.id, outcome, fill, meter.cost());
        metrics.ended(run, outcome, meter.cost(), stages);
        RunLog.ended(run, outcome);
    }

    private interface Attempt {
        Outcome run();
    }

    /** Whatever is thrown, a run ends: an error too, or its record would say for ever that it goes on. */
    private static Outcome outcome(Attempt attempt) {
        try {
            return attempt.run();
        } catch (Throwable e) {
            return RunFailures.outcome(e);
        }
    }

    /** @param work empty where another worker does it */
    private record Fill(UUID id, Optional<Runnable> work) {}

    private Optional<Fill> fillBeside(RunRecord sync) {
        var asked = NewRun.of(Kind.FILL, RunOrigin.RUN, sync.environment, sync.warehouse)
                .over(sync.scope());
        var lease = reservations.ifNotFilled(sync.environment, sync.warehouse, asked.id());
        if (lease.isEmpty()) {
            return reservations
                    .filler(sync.environment, sync.warehouse)
                    .map(other -> new Fill(other, Optional.empty()));
        }
        var run = begin(asked, lease.get());
        return Optional.of(new Fill(asked.id(), Optional.of(() -> fill(run, lease.get()))));
    }

    private void fill(RunRecord run, Lease.Held whole) {
        try (var _ = RunLog.of(run)) {
            var meter = new Meter();
            end(run, outcome(() -> fillToEnd(run, meter)), Optional.empty(), meter, Map.of());
        } finally {
            reservations.release(whole);
        }
    }

    /** Slice by slice, and last as an ordinary run, which builds the tables. */
    private Outcome fillToEnd(RunRecord run, Meter meter) {
        var fill = new FillRun(run.environment, run.warehouse, parts, progress(run, meter), meter);
        var outcome = Optional.<Outcome>empty();
        while (outcome.isEmpty()) {
            var lease = reservations.forSlice(run.environment, run.warehouse, run.id);
            try {
                outcome = inHand.during(run.id, lease, meter, hand -> {
                    var fence = fence(hand);
                    return fill.slice(fence)
                            ? Optional.empty()
                            : Optional.of(sync(run, progress(run, meter), meter, fence));
                });
            } finally {
                reservations.release(lease);
            }
        }
        return outcome.get();
    }

    /** What a run has not committed by then, the next one does again. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        inHand.stop();
        threads.shutdown();
        if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("Runs could not be stopped, and end with their worker");
        }
    }
}
