package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out a plan, change by change. */
final class PlanApplication {

    private final Warehouse warehouse;
    private final Progress progress;

    PlanApplication(Warehouse warehouse, Progress progress) {
        this.warehouse = warehouse;
        this.progress = progress;
    }

    /** @return the rows inserted into each table */
    Map<String, Long> apply(Plan plan) {
        var inserted = new HashMap<String, Long>();
        int done = 0;
        for (var change : unseenFirst(plan)) {
            progress.at(Stage.APPLYING, change.sentence(), done, plan.changes().size());
            apply(change, change.statements().unseen());
            done += change.statements().seen().isEmpty() ? 1 : 0;
        }
        warehouse.reserve(reshaped(plan));
        for (var change : plan.changes()) {
            if (!change.statements().seen().isEmpty()) {
                progress.at(
                        Stage.APPLYING,
                        change.sentence(),
                        done++,
                        plan.changes().size());
            }
            long written = apply(change, change.statements().seen());
            change.table().ifPresent(table -> inserted.merge(table, inserted(change, written), Long::sum));
        }
        return inserted;
    }

    private static List<PlannedChange> unseenFirst(Plan plan) {
        return plan.changes().stream()
                .filter(change -> !change.statements().unseen().isEmpty())
                .toList();
    }

    /** The tables whose shape changes under the eyes of readers. */
    private static List<String> reshaped(Plan plan) {
        return plan.changes().stream()
                .filter(PlannedChange::reshapes)
                .flatMap(change -> change.table().stream())
                .distinct()
                .toList();
    }

    /** @return rows written by the last statement */
    private long apply(PlannedChange change, List<String> statements) {
        try {
            long written = 0;
            for (var statement : statements) {
                written = warehouse.execute(statement);
            }
            return written;
        } catch (WarehouseFailure.Statement e) {
            throw new ChangeFailed(change, e);
        }
    }

    /** Not every engine counts the rows of a table that is created with its rows; the plan did. */
    private static long inserted(PlannedChange change, long written) {
        return switch (change.change()) {
            case Change.CreateEventTable(var _, var _, var rows) -> rows;
            case Change.RebuildEventTable(var _, var _, var _, var _, var rows) -> rows;
            case Change.AppendRows _, Change.ReplaceUsers _, Change.ReplaceUserMigrations _ -> written;
            case Change.SegmentChange segment -> SegmentLedger.inserted(segment);
            case Change.FillGap _ -> 0;
            case Change.CreateSchema _,
                    Change.CreateTable _,
                    Change.AddColumn _,
                    Change.WidenColumn _,
                    Change.DropColumn _,
                    Change.StartFill _,
                    Change.DropFill _,
                    Change.OpenGap _,
                    Change.CloseGap _,
                    Change.ForgetGap _,
                    Change.MoveUsers _,
                    Change.RepointRows _,
                    Change.RemoveRewritten _,
                    Change.DeleteRows _,
                    Change.RemoveTraces _,
                    Change.ReplaceAllEvents _,
                    Change.DescribeEvent _,
                    Change.LeaveOutEvent _ -> 0;
        };
    }
}
