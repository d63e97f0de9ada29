package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Meter;
import java.util.List;

/**
 * Judges, slice by slice, the long history of tables that are yet to come. Each slice is a transaction of its own, and
 * reads anew what is wanted by now. When little is left, an ordinary run judges the rest and builds the tables.
 */
final class FillRun {

    private final String environment;
    private final String warehouseName;
    private final RunParts parts;
    private final Progress progress;
    private final Meter meter;

    FillRun(String environment, String warehouseName, RunParts parts, Progress progress, Meter meter) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.parts = parts;
        this.progress = progress;
        this.meter = meter;
    }

    /**
     * Readers see nothing of it.
     *
     * @param fence throws when another run has the warehouse by now; asked right before the commit
     * @return whether more slices are to come
     */
    boolean slice(Runnable fence) {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment), meter)) {
            var actual = warehouse.inspect();
            var snapshot = snapshot(actual, warehouse.layout());
            var config = parts.config();
            boolean judged = new FillSlice(warehouse, actual, snapshot, parts.tagging())
                    .judge(config.fillBesideFrom(), config.fillSlice(), progress);
            if (judged) {
                fence.run();
                warehouse.commit();
            }
            return judged;
        }
    }

    /** What cannot be written is not worth judging. */
    private SyncSnapshot snapshot(Actual actual, Layout layout) {
        var snapshot = parts.snapshots().read(environment, warehouseName, List.of());
        var leftOut = LeftOut.waiting(parts.setbacks().notDue(environment, warehouseName))
                .in(actual, snapshot.desired(), layout);
        return snapshot.leavingOut(leftOut.tables());
    }
}
