package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a run has landed and found out, and what it means to do.
 *
 * @param started when the run began
 * @param recalls whether rows that tables have waited for are among those that are written
 * @param snapshot without what is left out
 */
record PreparedRun(
        Instant started,
        Landing.Landed landed,
        boolean recalls,
        SyncSnapshot snapshot,
        LeftOut leftOut,
        List<EventDiff> diffs,
        FoundMembers members,
        Plan plan) {

    PreparedRun {
        diffs = List.copyOf(diffs);
    }

    boolean changesAnything(Warehouse warehouse) {
        return !plan.isEmpty()
                || recalls
                || !landed.before().equals(landed.cursors())
                || SyncRecords.isAwaited(warehouse);
    }

    boolean fillsLeft() {
        return diffs.stream().anyMatch(EventDiff.FillBeside.class::isInstance);
    }

    /**
     * Leaves to the caller to commit what is not committed yet.
     *
     * @param fence throws when another run has the warehouse by now
     * @return the same, with tables left out that failed when the rest was committed
     * @throws TableFailed where it can be done again without a table
     */
    PreparedRun write(Warehouse warehouse, Progress progress, UUID runId, Runnable fence) {
        var desired = snapshot.desired();
        try {
            var failed = Writing.in(warehouse, progress, fence)
                    .write(plan.changes(), new SyncRecords(warehouse, this, runId));
            return new PreparedRun(
                    started, landed, recalls, snapshot, leftOut.and(failed, desired), diffs, members, plan);
        } catch (ChangeFailed failed) {
            throw leftOut.without(failed, desired);
        }
    }
}
