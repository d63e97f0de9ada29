package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings a long event log into a warehouse in which no run has shown anything yet, slice by slice. Each slice is a
 * transaction of its own, so a run that dies is gone on with where it was; and it ends in the internal schema, so readers
 * see nothing before the run has built every table from all that has landed.
 */
final class HistoryLanding {

    /** Of a warehouse that no run has brought up to date. */
    private static final long NO_REVISION = 0;

    private final String environment;
    private final Target target;
    private final RunParts parts;
    private final Progress progress;
    private final Meter meter;

    HistoryLanding(String environment, Target target, RunParts parts, Progress progress, Meter meter) {
        this.environment = environment;
        this.target = target;
        this.parts = parts;
        this.progress = progress;
        this.meter = meter;
    }

    /**
     * @param fence throws when another run has the warehouse by now; asked right before each commit
     * @return how many events have landed; none where the log is short
     */
    long land(UUID runId, Runnable fence) {
        long head = parts.landing().heads(environment).logPosition();
        long events = 0;
        if (head > parts.config().landAtOnce()) {
            for (var slice = slice(head, runId, fence); slice.isPresent(); slice = slice(head, runId, fence)) {
                events += slice.get().events();
            }
        }
        return events;
    }

    /** @return empty where nothing is left to land */
    private Optional<Landed> slice(long head, UUID runId, Runnable fence) {
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment), meter)) {
            long before = warehouse.cursors().logPosition();
            if (warehouse.appliedRevision() != NO_REVISION || before >= head) {
                return Optional.empty();
            }
            var landed = parts.landing()
                    .landUntil(
                            warehouse,
                            environment,
                            Math.min(head, before + parts.config().landAtOnce()),
                            position -> progress.at(
                                    Stage.LANDING, "Landing all raw events that there are", position, head));
            commit(warehouse, landed, runId, fence);
            return Optional.of(landed);
        }
    }

    private static void commit(Warehouse warehouse, Landed landed, UUID runId, Runnable fence) {
        keep(warehouse, landed, runId);
        fence.run();
        warehouse.commit();
    }

    /** How far the warehouse has come. */
    static void keep(Warehouse warehouse, Landed landed, UUID runId) {
        SyncRecords.enterPosition(warehouse, landed.cursors(), runId, NO_REVISION);
    }
}
