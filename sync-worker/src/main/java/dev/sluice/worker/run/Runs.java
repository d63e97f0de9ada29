package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.warehouse.Meter;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Starts runs, each of which has its warehouse reserved while it writes. They have platform threads: an embedded engine
 * computes inside native calls, which would keep the few carriers of virtual threads from everybody else.
 */
@ApplicationScoped
public class Runs {

    private static final Logger LOG = Logger.getLogger(Runs.class);

    /** In which runs that are stopped end their records. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final RunParts parts;
    private final RunStore store;
    private final Reservations reservations;
    private final RunsInHand inHand;
    private final RunExecution execution;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("run-", 0).factory());

    Runs(RunParts parts, RunStore store, Reservations reservations, RunsInHand inHand, RunExecution execution) {
        this.parts = parts;
        this.store = store;
        this.reservations = reservations;
        this.inHand = inHand;
        this.execution = execution;
    }

    /** As {@link #start}, and tries at once what failed before: whoever asks may have repaired it. */
    RunRecord startAndRetry(String environment, String warehouse, RunScope scope) {
        parts.setbacks().makeDue(environment, warehouse);
        return start(
                NewRun.of(Kind.SYNC, RunOrigin.REQUEST, environment, warehouse).over(scope), execution::sync);
    }

    /** Starts a run; it goes on after this returns. */
    RunRecord start(RunOrigin origin, String environment, String warehouse) {
        return start(NewRun.of(Kind.SYNC, origin, environment, warehouse), execution::sync);
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
                    execution::sync);
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

    private RunRecord start(NewRun asked, RunExecution.Work work) {
        if (reservations.isClosed()) {
            throw new Failure.Unavailable("this worker is about to stop; another one does the run", null);
        }
        var environment = asked.environment();
        var warehouse = asked.warehouse();
        parts.snapshots().target(environment, warehouse);
        var lease = reservations.ifFree(environment, warehouse, asked.id());
        if (lease.isPresent()) {
            var run = execution.begin(asked, lease.get());
            threads.execute(() -> execution.see(run, lease.get(), work).ifPresent(Runnable::run));
            return run;
        }
        if (!reservations.isWorthWaiting(environment, warehouse)) {
            throw reservations.busy(environment, warehouse);
        }
        var run = store.queue(asked);
        threads.execute(() -> execution.seeQueued(run, asked, work).ifPresent(Runnable::run));
        return run;
    }

    /** Runs to the end, and then fills the tables that were left to a run beside. */
    RunRecord runOnce(String environment, String warehouse, RunScope scope) {
        var asked = NewRun.of(Kind.SYNC, RunOrigin.JOB, environment, warehouse).over(scope);
        parts.snapshots().target(environment, warehouse);
        return await(threads.submit(() -> {
            var lease = reservations.afterSlice(environment, warehouse, asked.id());
            var run = execution.begin(asked, lease);
            execution.see(run, lease, execution::sync).ifPresent(Runnable::run);
            return store.find(run.id.toString());
        }));
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
            return await(threads.submit(() -> work.apply(parts)));
        } finally {
            reservations.release(lease);
        }
    }

    /** A worker that stops waits for what these threads do. */
    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw RunFailures.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a run", e);
        }
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
