package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.EvidenceReader;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.UUID;

/** The steps of a run from what has landed to what is recorded, for tests and benchmarks that land rows of their own. */
public final class RunSteps {

    private RunSteps() {}

    /** What was planned and applied, and found out about segments. */
    public record Done(Plan plan, FoundMembers members) {}

    public static Plan run(Warehouse warehouse, SyncSnapshot snapshot, Landed landed, long mostJudged) {
        return run(warehouse, snapshot, landed, mostJudged, Instant.now()).plan();
    }

    public static Done run(
            Warehouse warehouse, SyncSnapshot snapshot, Landed landed, long mostJudged, Instant started) {
        long head = landed.cursors().logPosition();
        var actual = warehouse.inspect();
        var members = new Memberships(new Tagging())
                .find(warehouse, new Memberships.Question(snapshot, actual, head, started, false));
        var desired = snapshot.desired();
        var diffs = EventDiff.between(actual, desired, new EventDiff.Reach(head, mostJudged));
        var built = new Tagging().tag(warehouse, snapshot, diffs, head);
        var evidence = new EvidenceReader(warehouse, actual, desired, diffs, built).read(landed, members.evidence());
        var plan = Planner.plan(actual, desired, diffs, evidence, warehouse.dialect(), warehouse.layout());
        var prepared = new PreparedRun(landed, snapshot, diffs, members, plan);
        Writing.in(warehouse, Progress.SILENT, () -> {})
                .write(plan.changes(), new SyncRecords(warehouse, prepared, UUID.randomUUID(), started));
        return new Done(plan, members);
    }
}
