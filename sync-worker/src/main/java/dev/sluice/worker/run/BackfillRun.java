package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BackfillPlanner;
import dev.sluice.worker.plan.Gap;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.MissingValues;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fills the gaps of one property in place: lands nothing, moves no cursor, touches no other column. */
final class BackfillRun {

    private final String environment;
    private final String warehouseName;
    private final long propertyId;
    private final RunParts parts;
    private final Progress progress;
    private final Meter meter;

    BackfillRun(
            String environment, String warehouseName, long propertyId, RunParts parts, Progress progress, Meter meter) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.propertyId = propertyId;
        this.parts = parts;
        this.progress = progress;
        this.meter = meter;
    }

    /** @param fence throws when another run has the warehouse by now; asked right before the commit and before publishing */
    Outcome run(UUID runId, Runnable fence) {
        var started = Instant.now();
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment), meter)) {
            progress.at(Stage.PLANNING, "Looking for rows that lack values", 0, 0);
            var snapshot = parts.snapshots().read(environment, warehouseName, List.of());
            // Nothing has landed, but what asks for changed users has to find that there are none.
            warehouse.script("integrate_users");
            var actual = warehouse.inspect();
            var plan = plan(warehouse, snapshot, actual);
            if (!plan.isEmpty()) {
                Writing.in(warehouse, progress, fence)
                        .write(plan.changes(), new BackfillRecords(warehouse, snapshot, actual, plan, runId, started));
                fence.run();
                warehouse.commit();
                fence.run();
                progress.at(Stage.PUBLISHING, "Showing readers the result", 0, 0);
                warehouse.publish();
            }
            return new Outcome.Applied(plan, false);
        }
    }

    private Plan plan(Warehouse warehouse, SyncSnapshot snapshot, Actual actual) {
        return BackfillPlanner.plan(
                actual,
                snapshot.desired(),
                propertyId,
                missing(warehouse, snapshot, actual),
                warehouse.dialect(),
                warehouse.layout());
    }

    private Map<Gap, Long> missing(Warehouse warehouse, SyncSnapshot snapshot, Actual actual) {
        var missing = new HashMap<Gap, Long>();
        long head = warehouse.cursors().logPosition();
        for (var gap : BackfillPlanner.gaps(actual, snapshot.desired(), propertyId)) {
            var property = snapshot.desired().propertyOf(gap).orElseThrow();
            missing.put(gap, new MissingValues(warehouse).by(gap, property, actual, head));
        }
        return missing;
    }
}
