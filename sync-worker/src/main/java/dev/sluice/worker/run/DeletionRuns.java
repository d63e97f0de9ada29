package dev.sluice.worker.run;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.privacy.DeletionRequested;
import dev.sluice.worker.privacy.Deletions;
import dev.sluice.worker.privacy.WarehouseDeletions;
import dev.sluice.worker.role.NotSyncing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/**
 * Sees deletions through: out of the event log and identity-service first, then by a run over each warehouse that waits
 * for one. Where a run is going on, the next one will do it, whoever starts it.
 */
@ApplicationScoped
class DeletionRuns {

    private static final Logger LOG = Logger.getLogger(DeletionRuns.class);

    private final Deletions deletions;
    private final WarehouseDeletions warehouses;
    private final Runs runs;

    DeletionRuns(Deletions deletions, WarehouseDeletions warehouses, Runs runs) {
        this.deletions = deletions;
        this.warehouses = warehouses;
        this.runs = runs;
    }

    @Scheduled(
            every = "${sluice.privacy.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void sweep() {
        deletions.advance();
        warehouses.waiting().forEach(this::start);
    }

    void atOnce(@ObservesAsync DeletionRequested requested) {
        sweep();
    }

    private void start(WarehouseDeletions.Waiting waiting) {
        try {
            runs.start(RunOrigin.DELETION, waiting.environment(), waiting.warehouse());
        } catch (RuntimeException e) {
            var failed = RunFailures.failed(e);
            if (failed.reason() == ErrorReason.ERROR_REASON_WAREHOUSE_BUSY) {
                return;
            }
            LOG.warnf(
                    "No run starts for a deletion: environment=%s warehouse=%s reason=%s",
                    waiting.environment(), waiting.warehouse(), GrpcStatuses.name(failed.reason()));
        }
        warehouses.runStarted(waiting);
    }
}
