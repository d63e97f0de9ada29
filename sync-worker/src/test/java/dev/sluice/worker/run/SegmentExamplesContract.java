package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.match.Test.Equals;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.SegmentRuns.Done;
import dev.sluice.worker.run.SegmentRuns.Stay;
import dev.sluice.worker.run.SegmentWorld.Event;
import dev.sluice.worker.run.SegmentWorld.Write;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentCondition.Behaviour;
import dev.sluice.worker.segment.SegmentCondition.Subject;
import dev.sluice.worker.segment.SegmentCondition.UserProperty;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lets users into a segment's table, and out of it; accounts 4 and 5 are known users. */
public abstract class SegmentExamplesContract extends OneWarehouse {

    private static final SegmentCondition ORDERED = new Behaviour(1, 1, Optional.empty());
    private static final SegmentCondition ORDERED_LATELY = new Behaviour(1, 1, Optional.of(Duration.ofMinutes(10)));
    private static final SegmentCondition ON_PLAN_A = new UserProperty(new Subject.Property("plan"), new Equals("a"));
    private static final SegmentCondition CAME_BY_PAGE_A = new Behaviour(2, 1, Optional.empty());

    private final SegmentWorld world = new SegmentWorld();
    private SegmentRuns runs;

    @BeforeEach
    void beginRuns() {
        runs = new SegmentRuns(engine);
    }

    @Test
    void membershipMovesToTheUserTheVisitorTurnsOutToBe() {
        assertEquals(Set.of(1L), usersIn(run(ORDERED, 60, order(1, 40))));
        world.identify(Map.of(1L, 4L));
        assertEquals(Set.of(4L), usersIn(run(ORDERED, 61)));
    }

    /** Nothing else of the former user changes, so that the users feed does not tell of it. */
    @Test
    void userLeavesWhenTheEventsTurnOutToBeOfAnother() {
        world.identify(Map.of(1L, 4L));
        assertEquals(Set.of(4L), usersIn(run(ORDERED, 60, order(1, 40))));
        world.identify(Map.of(1L, 5L));
        assertEquals(Set.of(5L), usersIn(run(ORDERED, 61)));
        world.identify(Map.of(1L, 1L));
        assertEquals(Set.of(1L), usersIn(run(ORDERED, 62)));
    }

    @Test
    void propertyLetsAUserInFromTheTimeOfTheCall() {
        assertEquals(Set.of(), usersIn(run(ON_PLAN_A, 60, order(1, 40))));
        world.write(List.of(new Write(1, "plan", "a", 50)));
        var now = run(ON_PLAN_A, 61);
        var stay = new Stay(SegmentWorld.minute(50), SegmentWorld.minute(61));
        assertEquals(Map.of(1L, stay), now.tables().get(9L));
    }

    @Test
    void userWhoseValueIsUnsetLeaves() {
        world.write(List.of(new Write(1, "plan", "a", 50)));
        assertEquals(Set.of(1L), usersIn(run(ON_PLAN_A, 60, order(1, 40))));
        world.write(List.of(new Write(1, "plan", null, 60)));
        assertEquals(Set.of(), usersIn(run(ON_PLAN_A, 61)));
    }

    @Test
    void whoeverStaysIsInAsOfTheLastRunThatChangedAnything() {
        run(ORDERED, 60, order(1, 40));
        var last = run(ORDERED, 61, order(2, 41));
        assertEquals(
                Map.of(
                        1L, new Stay(SegmentWorld.minute(40), SegmentWorld.minute(61)),
                        2L, new Stay(SegmentWorld.minute(41), SegmentWorld.minute(61))),
                last.tables().get(9L));
    }

    @Test
    void userLeavesWhenTheTimeHasComeThoughNothingArrives() {
        var first = run(ORDERED_LATELY, 45, order(1, 40));
        assertEquals(Optional.of(SegmentWorld.minute(50)), first.members().changesAt());
        assertEquals(List.of(), kinds(run(ORDERED_LATELY, 49)));
        var last = run(ORDERED_LATELY, 50);
        assertEquals(List.of("update_segment"), kinds(last));
        assertEquals(Set.of(), usersIn(last));
        assertEquals(Optional.empty(), last.members().changesAt());
    }

    @Test
    void clockThatGoesBackAsksForTheTimeOfTheLastRun() {
        run(ORDERED_LATELY, 50, order(1, 40));
        var earlier = run(ORDERED_LATELY, 45);
        assertEquals(Set.of(), usersIn(earlier));
        assertEquals(SegmentWorld.minute(50), earlier.members().asOf());
    }

    @Test
    void lateEventThatChangesASessionChangesWhatCounts() {
        assertEquals(Set.of(1L), usersIn(run(CAME_BY_PAGE_A, 60, new Event(1, 1, 40, "/a"))));
        assertEquals(Set.of(), usersIn(run(CAME_BY_PAGE_A, 61, new Event(2, 1, 39, "/b"))));
    }

    @Test
    void onlyAnotherMeaningRebuildsTheTable() {
        run(ORDERED, 60, order(1, 40));
        assertEquals(List.of("replace_segment_table"), kinds(run(ORDERED_LATELY, 61)));
        assertEquals(List.of("replace_segment_table"), kinds(run(ORDERED, 62)));
        assertEquals(List.of(), kinds(run(ORDERED, 63)));
    }

    private Done run(SegmentCondition condition, int minute, Event... events) {
        var landed = List.of(events);
        world.add(landed);
        var segment = new SegmentTable(
                9, "Segment", "segment_s", condition.hashCode(), "f" + condition.hashCode(), SyncState.SYNCED);
        return runs.run(world, landed, Map.of(segment, condition), SegmentWorld.minute(minute));
    }

    private Event order(long account, int minute) {
        return new Event(world.events() + 1, account, minute, null);
    }

    private static Set<Long> usersIn(Done done) {
        return done.tables().get(9L).keySet();
    }

    private static List<String> kinds(Done done) {
        return done.plan().changes().stream()
                .map(PlannedChange::kind)
                .filter(kind -> kind.contains("segment"))
                .toList();
    }
}
