package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Meter.TableCost;
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
        var works = plan.changes().stream().map(Work::new).toList();
        int done = 0;
        for (var work : works) {
            var change = work.change;
            if (!change.statements().unseen().isEmpty()) {
                progress.at(Stage.APPLYING, change.sentence(), done, works.size());
                work.send(change.statements().unseen());
                done += change.statements().seen().isEmpty() ? 1 : 0;
            }
        }
        warehouse.reserve(reshaped(plan));
        for (var work : works) {
            var change = work.change;
            if (!change.statements().seen().isEmpty()) {
                progress.at(Stage.APPLYING, change.sentence(), done++, works.size());
                work.send(change.statements().seen());
            }
        }
        return counted(works);
    }

    private Map<String, Long> counted(List<Work> works) {
        var inserted = new HashMap<String, Long>();
        for (var work : works) {
            work.count();
            work.change.table().ifPresent(table -> inserted.merge(table, inserted(work.change, work.last), Long::sum));
        }
        return inserted;
    }

    /** A change, and what it has taken so far. */
    private final class Work {
        private final PlannedChange change;
        private long sent;
        private long written;
        /** Rows written by the last statement. */
        private long last;

        Work(PlannedChange change) {
            this.change = change;
        }

        void send(List<String> statements) {
            try {
                for (var statement : statements) {
                    last = warehouse.execute(statement);
                    written += last;
                    sent++;
                }
            } catch (WarehouseFailure.Statement e) {
                throw new ChangeFailed(change, e);
            }
        }

        void count() {
            long untold = Math.max(built(change) - written, 0);
            warehouse.meter().wrote(untold);
            if (sent > 0) {
                change.table()
                        .ifPresent(table -> warehouse.meter().changed(table, new TableCost(sent, written + untold)));
            }
        }
    }

    /** The tables whose shape changes under the eyes of readers. */
    private static List<String> reshaped(Plan plan) {
        return plan.changes().stream()
                .filter(PlannedChange::reshapes)
                .flatMap(change -> change.table().stream())
                .distinct()
                .toList();
    }

    /** Not every engine counts the rows of a table that is created with its rows; the plan did. */
    private static long built(PlannedChange change) {
        return switch (change.change()) {
            case Change.CreateEventTable _,
                    Change.RebuildEventTable _,
                    Change.SegmentChange.CreateSegmentTable _,
                    Change.SegmentChange.ReplaceSegmentTable _ -> change.rows().orElse(0);
            case Change _ -> 0;
        };
    }

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
                    Change.RefillTable _,
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
