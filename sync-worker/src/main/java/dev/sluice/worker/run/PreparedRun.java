package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.snapshot.SyncSnapshot;
import java.util.List;

/** What a run has landed and found out, and what it means to do. */
record PreparedRun(
        Landing.Landed landed, SyncSnapshot snapshot, List<EventDiff> diffs, FoundMembers members, Plan plan) {

    PreparedRun {
        diffs = List.copyOf(diffs);
    }

    boolean movesCursors() {
        return !landed.before().equals(landed.cursors());
    }

    boolean fillsLeft() {
        return diffs.stream().anyMatch(EventDiff.FillBeside.class::isInstance);
    }
}
