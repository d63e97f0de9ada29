package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.HashMap;
import java.util.Map;

/** Carries out a plan, change by change. */
final class PlanApplication {

    private final Warehouse warehouse;
    private final Progress progress;

    PlanApplication(Warehouse warehouse, Progress progress) {
        this.warehouse = warehouse;
        this.progress = progress;
    }

    /** Thrown when a change fails; the run's transaction is lost. */
    static final class ChangeFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient PlannedChange change;

        ChangeFailed(PlannedChange change, WarehouseFailure cause) {
            super(cause.getMessage(), cause);
            this.change = change;
        }

        PlannedChange change() {
            return change;
        }
    }

    /** @return the rows inserted into each table */
    Map<String, Long> apply(Plan plan) {
        var inserted = new HashMap<String, Long>();
        int done = 0;
        for (var change : plan.changes()) {
            progress.at(
                    Stage.APPLYING, change.sentence(), done++, plan.changes().size());
            apply(change);
            change.table().ifPresent(table -> inserted.merge(table, insertedBy(change), Long::sum));
        }
        return inserted;
    }

    private void apply(PlannedChange change) {
        try {
            change.sql().forEach(warehouse::execute);
        } catch (WarehouseFailure e) {
            throw new ChangeFailed(change, e);
        }
    }

    private static long insertedBy(PlannedChange change) {
        return switch (change.change()) {
            case Change.CreateEventTable _,
                    Change.RebuildEventTable _,
                    Change.AppendRows _,
                    Change.ReplaceUsers _,
                    Change.ReplaceUserMigrations _ -> change.rows().orElse(0);
            case Change.CreateSchema _,
                    Change.CreateTable _,
                    Change.AddColumn _,
                    Change.WidenColumn _,
                    Change.DropColumn _,
                    Change.MoveUsers _,
                    Change.RemoveRewritten _,
                    Change.ReplaceAllEvents _,
                    Change.DescribeEvent _ -> 0;
        };
    }
}
