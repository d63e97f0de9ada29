package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Fill;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges, slice by slice, the long history of tables that are yet to come. Each slice is a transaction of its own, and
 * reads anew what is wanted by now: a definition that was edited begins again, one that was toggled off is left alone.
 * When little is left, an ordinary run judges the rest and builds the tables.
 */
final class FillRun {

    private final String environment;
    private final String warehouseName;
    private final RunParts parts;
    private final Progress progress;

    FillRun(String environment, String warehouseName, RunParts parts, Progress progress) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.parts = parts;
        this.progress = progress;
    }

    /** @return whether more slices are to come */
    boolean slice(Runnable fence) {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().open(target, Layout.of(environment))) {
            long head = warehouse.cursors().logPosition();
            var snapshot = parts.snapshots().read(environment, warehouseName, List.of());
            var pending = pending(warehouse.inspect(), snapshot.desired(), head);
            if (pending.isEmpty()) {
                return false;
            }
            advance(warehouse, snapshot, pending, head);
            fence.run();
            warehouse.commit();
            return true;
        }
    }

    private List<EventDiff.FillBeside> pending(Actual actual, Desired desired, long head) {
        var pending = new ArrayList<EventDiff.FillBeside>();
        var reach = new EventDiff.Reach(head, parts.config().fillBesideFrom());
        for (var diff : EventDiff.between(actual, desired, reach)) {
            if (diff instanceof EventDiff.FillBeside fill) {
                pending.add(fill);
            }
        }
        return pending;
    }

    /** Those that are least far go first, together, so that one pass judges for all of them. */
    private void advance(Warehouse warehouse, SyncSnapshot snapshot, List<EventDiff.FillBeside> pending, long head) {
        var ledger = new FillLedger(warehouse);
        pending.stream().filter(fill -> fill.going().isEmpty()).forEach(fill -> ledger.start(fill.desired()));
        long from = pending.stream().mapToLong(FillRun::judgedTo).min().orElseThrow();
        long until = Math.min(from + parts.config().fillSlice(), head);
        var least = pending.stream()
                .filter(fill -> judgedTo(fill) == from)
                .map(fill -> fill.desired().definitionId())
                .toList();
        progress.at(Stage.FILLING, "Judging history for %d tables to come".formatted(least.size()), from, head);
        parts.tagging().judge(warehouse, snapshot, least, new Positions(from, until));
        ledger.advance(least, until);
    }

    private static long judgedTo(EventDiff.FillBeside fill) {
        return fill.going().map(Fill::judgedTo).orElse(0L);
    }
}
