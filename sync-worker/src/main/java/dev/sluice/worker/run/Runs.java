package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.snapshot.Snapshots;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouses;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * Starts runs and sees them through: each holds its warehouse's lease, renewed while the run lives, and ends in its
 * record whatever happens. Runs have platform threads: an embedded engine computes inside native calls, which would
 * keep the few carriers of virtual threads from everybody else.
 */
@ApplicationScoped
public class Runs {

    private static final Logger LOG = Logger.getLogger(Runs.class);

    private final SyncRun.Parts parts;
    private final RunStore store;
    private final Lease leases;
    private final RunMetrics metrics;
    private final Set<Lease.Held> held = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("run-", 0).factory());

    Runs(
            Warehouses warehouses,
            Landing landing,
            Snapshots snapshots,
            Tagging tagging,
            PublishedState published,
            RunStore store,
            Lease leases,
            RunMetrics metrics) {
        this.parts = new SyncRun.Parts(warehouses, landing, snapshots, tagging, published);
        this.store = store;
        this.leases = leases;
        this.metrics = metrics;
    }

    /** Starts a run; it goes on after this returns. */
    RunRecord start(String environment, String warehouse) {
        var id = UUID.randomUUID();
        var lease = reserve(environment, warehouse, id);
        var run = begin(id, lease);
        threads.execute(() -> see(run, lease));
        return run;
    }

    /** Runs to the end. */
    RunRecord runOnce(String environment, String warehouse) {
        var id = UUID.randomUUID();
        var lease = reserve(environment, warehouse, id);
        see(begin(id, lease), lease);
        return store.find(id.toString());
    }

    private RunRecord begin(UUID id, Lease.Held lease) {
        try {
            return store.begin(id, lease.environment(), lease.warehouse());
        } catch (RuntimeException e) {
            release(lease);
            throw e;
        }
    }

    /** Makes the plan of a run that is not to be. */
    Plan plan(String environment, String warehouse) {
        var lease = reserve(environment, warehouse, UUID.randomUUID());
        try {
            var run = new SyncRun(environment, warehouse, parts, Progress.SILENT);
            return threads.submit(run::planOnly).get();
        } catch (ExecutionException e) {
            throw RunFailures.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while planning", e);
        } finally {
            release(lease);
        }
    }

    /** The warehouse has to be there, and free. */
    private Lease.Held reserve(String environment, String warehouse, UUID id) {
        parts.snapshots().target(environment, warehouse);
        var lease = leases.acquire(environment, warehouse, id);
        held.add(lease);
        return lease;
    }

    /** The record ends before the lease does: whoever has the lease next takes a run that seems to go on for dead. */
    private void see(RunRecord run, Lease.Held lease) {
        try {
            var outcome = outcome(run, lease);
            store.end(run.id, outcome);
            metrics.ended(run, outcome);
            LOG.infof(
                    "Run ended: run=%s environment=%s warehouse=%s outcome=%s",
                    run.id, run.environment, run.warehouse, outcome.getClass().getSimpleName());
        } finally {
            release(lease);
        }
    }

    /** Whatever is thrown, a run ends: an error too, or its record would say for ever that it goes on. */
    private Outcome outcome(RunRecord run, Lease.Held lease) {
        try {
            var progress = new RecordedProgress(store, run.id);
            return new SyncRun(run.environment, run.warehouse, parts, progress)
                    .run(run.id, () -> leases.confirm(lease));
        } catch (Throwable e) {
            return RunFailures.outcome(e);
        }
    }

    private void release(Lease.Held lease) {
        held.remove(lease);
        leases.release(lease);
    }

    @Scheduled(every = "${sluice.run.renew-every}")
    void renewLeases() {
        for (var lease : held) {
            if (!leases.renew(lease)) {
                LOG.warnf("A lease was lost: environment=%s warehouse=%s", lease.environment(), lease.warehouse());
            }
        }
    }

    /** A run that is still going on is left to die with the process; the next one does its work again. */
    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
