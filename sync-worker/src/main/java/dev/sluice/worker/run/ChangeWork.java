package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.Meter.TableCost;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import java.util.Map;

/** A change on its way into a warehouse, and what it has taken so far. */
final class ChangeWork {

    private final PlannedChange change;
    private final Warehouse warehouse;
    private long sent;
    private long written;
    /** Rows written by the last statement. */
    private long last;

    ChangeWork(PlannedChange change, Warehouse warehouse) {
        this.change = change;
        this.warehouse = warehouse;
    }

    PlannedChange change() {
        return change;
    }

    /** @throws ChangeFailed where the engine refuses one */
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

    /**
     * Sends a statement that inserts for other changes too.
     *
     * @param appends the changes that append rows, by table
     * @param inserted gains the rows inserted into each table
     */
    void insertIntoMany(Map<String, ChangeWork> appends, Map<String, Long> inserted) {
        var tables = change.statements().insertsInto();
        try {
            var rows = warehouse.insertIntoMany(change.statements().seen().getFirst());
            for (int i = 0; i < tables.size(); i++) {
                appends.get(tables.get(i)).written += rows.get(i);
                inserted.merge(tables.get(i), rows.get(i), Long::sum);
            }
            sent++;
        } catch (WarehouseFailure.Statement e) {
            findTheFailing(appends);
            throw new ChangeFailed(change, e);
        }
    }

    /** One statement for many tables does not tell which of them it failed for; one for each does. */
    private void findTheFailing(Map<String, ChangeWork> appends) {
        var statements = change.statements();
        for (int i = 0; i < statements.oneByOne().size(); i++) {
            appends.get(statements.insertsInto().get(i))
                    .send(List.of(statements.oneByOne().get(i)));
        }
    }

    /** Once it is done. @param inserted gains the rows inserted into its table, where no statement told them by table */
    void count(Map<String, Long> inserted) {
        long untold = Math.max(built(change) - written, 0);
        warehouse.meter().wrote(untold);
        change.table().ifPresent(table -> {
            if (sent > 0 || written > 0) {
                warehouse.meter().changed(table, new TableCost(sent, written + untold));
            }
            inserted.merge(table, inserted(change, last), Long::sum);
        });
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
