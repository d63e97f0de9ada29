package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Planner;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.EvidenceReader;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a run from what has landed to what is recorded, for tests and benchmarks that land rows of their own. */
public final class RunSteps {

    private RunSteps() {}

    /**
     * What was planned and applied, and found out about segments.
     *
     * @param leftOut why each table was left out, by table
     * @param waiting definitions of the events whose tables wait for rows
     */
    public record Done(Plan plan, FoundMembers members, Map<String, String> leftOut, Set<Long> waiting) {}

    /** Tables that a run is done without. */
    public static final class Without {
        static final Without NOTHING = new Without(LeftOut.NOTHING);

        private final LeftOut leftOut;

        private Without(LeftOut leftOut) {
            this.leftOut = leftOut;
        }
    }

    /** As runs do it, without each table that fails. */
    public static <T> T withoutFailing(Function<Without, T> run) {
        return LeftOut.withoutFailing(LeftOut.NOTHING, leftOut -> run.apply(new Without(leftOut)), _ -> {});
    }

    /** Of a run over everything, behind one that had tables wait. */
    public static void recall(Warehouse warehouse) {
        new WaitingRows(warehouse).recall();
    }

    /** Of a run that lands a long history, before it shows anything. */
    public static void keepLanded(Warehouse warehouse, Landed landed) {
        HistoryLanding.keep(warehouse, landed, UUID.randomUUID());
    }

    public static Plan run(Warehouse warehouse, SyncSnapshot snapshot, Landed landed, long mostJudged) {
        return run(warehouse, snapshot, landed, false, mostJudged, Instant.now(), Without.NOTHING)
                .plan();
    }

    /** @param recalled whether rows that tables have waited for were recalled */
    public static Done run(
            Warehouse warehouse,
            SyncSnapshot wanted,
            Landed landed,
            boolean recalled,
            long mostJudged,
            Instant started,
            Without without) {
        long head = landed.cursors().logPosition();
        var actual = warehouse.inspect();
        var leftOut = without.leftOut.in(actual, wanted.desired(), warehouse.layout());
        var snapshot = wanted.leavingOut(leftOut.tables());
        var members = new Memberships(new Tagging())
                .find(warehouse, new Memberships.Question(snapshot, actual, head, started, false));
        var desired = snapshot.desired();
        var diffs = EventDiff.between(actual, desired, new EventDiff.Reach(head, mostJudged));
        var built = new Tagging().tag(warehouse, snapshot, diffs, head);
        var evidence = new EvidenceReader(warehouse, actual, desired, diffs, built).read(landed, members.evidence());
        var plan = Planner.plan(actual, desired, diffs, evidence, warehouse.dialect(), warehouse.layout());
        var prepared = new PreparedRun(started, landed, recalled, snapshot, leftOut, diffs, members, plan)
                .write(warehouse, Progress.SILENT, UUID.randomUUID(), () -> {});
        return new Done(
                plan,
                members,
                prepared.leftOut().list().stream()
                        .collect(Collectors.toMap(TableFailure::table, TableFailure::message)),
                EventDiff.waiting(diffs).stream().map(EventTable::definitionId).collect(Collectors.toSet()));
    }
}
