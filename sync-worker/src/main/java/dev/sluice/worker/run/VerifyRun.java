package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.verify.Proof;
import dev.sluice.worker.verify.Verification;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Proves one warehouse, or says where it is not what it should be. A repair commits the internal schema that the proof
 * has made right, with marks on the tables that differ; what builds these is an ordinary run. One that dies in between
 * is gone on with by the next run, whoever starts it.
 */
final class VerifyRun {

    private final String environment;
    private final String warehouseName;
    private final boolean repair;
    private final RunParts parts;
    private final Progress progress;
    private final Meter meter;

    VerifyRun(
            String environment, String warehouseName, boolean repair, RunParts parts, Progress progress, Meter meter) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.repair = repair;
        this.parts = parts;
        this.progress = progress;
        this.meter = meter;
    }

    /** @param fence throws when another run has the warehouse by now; asked right before each commit and before publishing */
    Outcome run(UUID runId, Runnable fence) {
        var target = parts.snapshots().target(environment, warehouseName);
        var found = look(target);
        if (!repair || found.isClean()) {
            return new Outcome.Verified(found, Optional.empty());
        }
        makeRight(target, fence);
        var sync = new SyncRun(environment, warehouseName, RunScope.EVERYTHING, parts, progress, meter);
        return new Outcome.Verified(found, Optional.of(ended(sync, runId, fence)));
    }

    /** However it ends, what was found is told. */
    private static Outcome ended(SyncRun sync, UUID runId, Runnable fence) {
        try {
            return sync.run(runId, fence);
        } catch (RuntimeException e) {
            return RunFailures.outcome(e);
        }
    }

    private Verification look(Target target) {
        if (!parts.warehouses().isPresent(target)) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE,
                    "what readers of the warehouse were shown is gone; the next run shows it again");
        }
        try (var warehouse = parts.warehouses().openPublished(target, Layout.of(environment), meter)) {
            return prove(warehouse);
        }
    }

    /** Readers may see something else than runs write to, so it is looked at again. */
    private void makeRight(Target target, Runnable fence) {
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment), meter)) {
            var found = prove(warehouse);
            parts.published().forgetRevision(environment, warehouseName);
            if (!found.isClean()) {
                new Distrust(warehouse).enter(found.differences());
                fence.run();
                warehouse.commit();
            }
        }
    }

    private Verification prove(Warehouse warehouse) {
        parts.landing().refuseWhereReadFurther(environment, warehouse.cursors());
        var snapshot = parts.snapshots()
                .read(environment, warehouseName, List.of())
                .lettingWait(parts.published().waiting(environment, warehouseName));
        var sources = new ReadSources(environment, warehouseName, parts.relanding(), parts.deletions());
        return new Proof(
                        warehouse,
                        sources,
                        parts.tagging(),
                        parts.memberships(),
                        (message, done, total) -> progress.at(Stage.VERIFYING, message, done, total))
                .of(snapshot);
    }
}
