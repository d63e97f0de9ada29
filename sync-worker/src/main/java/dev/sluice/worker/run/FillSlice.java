package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Fill;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges the next stretch of history for the tables that are yet to come, by what is wanted now: a definition that was
 * edited begins again, one that was toggled off is left alone.
 */
final class FillSlice {

    private final Warehouse warehouse;
    private final Actual actual;
    private final SyncSnapshot snapshot;
    private final Tagging tagging;
    private final FillLedger ledger;

    FillSlice(Warehouse warehouse, Actual actual, SyncSnapshot snapshot, Tagging tagging) {
        this.warehouse = warehouse;
        this.actual = actual;
        this.snapshot = snapshot;
        this.tagging = tagging;
        this.ledger = new FillLedger(warehouse);
    }

    /**
     * @param most raw events that an ordinary run judges itself
     * @param size raw events to judge
     * @return false when ordinary runs can judge what is left
     */
    boolean judge(long most, long size, Progress progress) {
        long head = warehouse.cursors().logPosition();
        var pending = pending(new EventDiff.Reach(head, most));
        if (pending.isEmpty()) {
            return false;
        }
        pending.stream().filter(fill -> fill.going().isEmpty()).forEach(fill -> ledger.start(fill.desired()));
        long from = pending.stream().mapToLong(FillSlice::judgedTo).min().orElseThrow();
        var least = leastFar(pending, from);
        progress.at(Stage.FILLING, "Judging history for %d tables to come".formatted(least.size()), from, head);
        var positions = new Positions(from, Math.min(from + size, head));
        tagging.judge(warehouse, snapshot, least, positions);
        ledger.advance(least, positions.until());
        return true;
    }

    private List<EventDiff.FillBeside> pending(EventDiff.Reach reach) {
        var pending = new ArrayList<EventDiff.FillBeside>();
        for (var diff : EventDiff.between(actual, snapshot.desired(), reach)) {
            if (diff instanceof EventDiff.FillBeside fill) {
                pending.add(fill);
            }
        }
        return pending;
    }

    /** They go first, together, so that one pass judges for all of them. */
    private static List<Long> leastFar(List<EventDiff.FillBeside> pending, long judgedTo) {
        return pending.stream()
                .filter(fill -> judgedTo(fill) == judgedTo)
                .map(fill -> fill.desired().definitionId())
                .toList();
    }

    private static long judgedTo(EventDiff.FillBeside fill) {
        return fill.going().map(Fill::judgedTo).orElse(0L);
    }
}
