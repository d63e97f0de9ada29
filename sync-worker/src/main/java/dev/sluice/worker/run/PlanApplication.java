package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out a plan, change by change. */
final class PlanApplication {

    private final Warehouse warehouse;
    private final Progress progress;

    PlanApplication(Warehouse warehouse, Progress progress) {
        this.warehouse = warehouse;
        this.progress = progress;
    }

    /** @return the rows inserted into each table */
    Map<String, Long> apply(List<PlannedChange> changes) {
        var inserted = new HashMap<String, Long>();
        int done = 0;
        for (var change : unseenFirst(changes)) {
            progress.at(Stage.APPLYING, change.sentence(), done, changes.size());
            apply(change, change.statements().unseen());
            done += change.statements().seen().isEmpty() ? 1 : 0;
        }
        warehouse.reserve(reshaped(changes));
        for (var change : changes) {
            if (!change.statements().seen().isEmpty()) {
                progress.at(Stage.APPLYING, change.sentence(), done++, changes.size());
            }
            if (change.statements().insertsInto().isEmpty()) {
                long written = apply(change, change.statements().seen());
                change.table().ifPresent(table -> inserted.merge(table, inserted(change, written), Long::sum));
            } else {
                insertIntoMany(change, changes, inserted);
            }
        }
        return inserted;
    }

    private static List<PlannedChange> unseenFirst(List<PlannedChange> changes) {
        return changes.stream()
                .filter(change -> !change.statements().unseen().isEmpty())
                .toList();
    }

    /** The tables whose shape changes under the eyes of readers. */
    private static List<String> reshaped(List<PlannedChange> changes) {
        return changes.stream()
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

    private void insertIntoMany(PlannedChange first, List<PlannedChange> changes, Map<String, Long> inserted) {
        var tables = first.statements().insertsInto();
        try {
            var written = warehouse.insertIntoMany(first.statements().seen().getFirst());
            for (int i = 0; i < tables.size(); i++) {
                inserted.merge(tables.get(i), written.get(i), Long::sum);
            }
        } catch (WarehouseFailure.Statement e) {
            findTheFailing(first, changes);
            throw new ChangeFailed(first, e);
        }
    }

    /** One statement for many tables does not tell which of them it failed for; one for each does. */
    private void findTheFailing(PlannedChange first, List<PlannedChange> changes) {
        var inserts = first.statements().oneByOne();
        for (int i = 0; i < inserts.size(); i++) {
            var table = Optional.of(first.statements().insertsInto().get(i));
            var change = changes.stream()
                    .filter(other -> other.change() instanceof Change.AppendRows
                            && other.table().equals(table))
                    .findFirst();
            apply(change.orElse(first), List.of(inserts.get(i)));
        }
    }

    /** Not every engine counts the rows of a table that is created with its rows; the plan did. */
    static long inserted(PlannedChange change, long written) {
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
