package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            long written = apply(change, change.statements().seen());
            change.table().ifPresent(table -> inserted.merge(table, inserted(change, written), Long::sum));
        }
        return inserted;
    }

    /**
     * @param written rows inserted into each table
     * @param failed in their tables, which stay as they were
     */
    record Replaced(List<PlannedChange> made, Map<String, Long> written, List<ChangeFailed> failed) {}

    /**
     * Makes changes that are each committed by itself: those of different tables side by side, what is over all tables
     * when they are through. A change that fails stops none of another table.
     *
     * @param fence asked before each
     */
    Replaced replace(List<PlannedChange> changes, Runnable fence) {
        var replaced = new Replaced(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
        var over = changes.stream().filter(PlanApplication::isOverTables).toList();
        var byTable = changes.stream()
                .filter(change -> !isOverTables(change))
                .collect(Collectors.groupingBy(
                        change -> change.table().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        replace(List.copyOf(byTable.values()), fence, replaced);
        over.forEach(change -> replace(List.of(List.of(change)), fence, replaced));
        return replaced;
    }

    private void replace(List<List<PlannedChange>> groups, Runnable fence, Replaced replaced) {
        progress.at(
                Stage.APPLYING, "Replacing what readers see", replaced.made().size(), groups.size());
        var failures = warehouse.sideBySide(
                groups.stream().map(PlanApplication::statements).toList(), fence);
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            failures.get(i)
                    .ifPresentOrElse(
                            failure -> replaced.failed().add(new ChangeFailed(group.getFirst(), failure)),
                            () -> group.forEach(change -> made(change, replaced)));
        }
    }

    private static void made(PlannedChange change, Replaced replaced) {
        replaced.made().add(change);
        replaced.written().merge(change.table().orElseThrow(), inserted(change, 0), Long::sum);
    }

    private static List<String> statements(List<PlannedChange> changes) {
        return changes.stream().flatMap(change -> change.sql().stream()).toList();
    }

    private static boolean isOverTables(PlannedChange change) {
        return change.change() instanceof Change.ReplaceAllEvents;
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
        } catch (WarehouseFailure e) {
            throw new ChangeFailed(change, e);
        }
    }

    /** Not every engine counts the rows of a table that is created with its rows; the plan did. */
    private static long inserted(PlannedChange change, long written) {
        return switch (change.change()) {
            case Change.CreateEventTable(var _, var _, var rows) -> rows;
            case Change.RebuildEventTable(var _, var _, var _, var rows) -> rows;
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
                    Change.DescribeEvent _ -> 0;
        };
    }
}
