package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Test.Contains;
import dev.sluice.worker.match.Test.Equals;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.RandomEvents;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables whose history is judged beside the runs. */
public abstract class FillContract extends OneWarehouse {

    private static final long MOST = 10;
    private static final long SLICE = 4;
    private static final long EVENT = 7;

    private long landed;

    @BeforeEach
    void landHistory() {
        run(events(30, 0), snapshot(SyncState.FROZEN, "mail"));
    }

    private static List<List<?>> events(int count, long after) {
        var events = new ArrayList<List<?>>();
        for (long i = 1; i <= count; i++) {
            long position = after + i;
            events.add(RandomEvents.pageview(position, (int) position * 40, position % 3 == 0 ? "ads" : "mail"));
        }
        return events;
    }

    private SyncSnapshot snapshot(SyncState state, String source) {
        return snapshot(state, new Equals(source));
    }

    private SyncSnapshot snapshot(SyncState state, dev.sluice.worker.match.Test test) {
        var matcher = new Matcher(
                new Matcher.Kind.Pageview(),
                Optional.of(new Condition.Comparison(new Condition.Subject.BuiltIn("utm_source"), test)));
        var event = new Desired.EventTable(EVENT, "Viewed", "viewed", 1, "from " + test, state);
        return new SyncSnapshot(
                engine.target(),
                new Desired(1, List.of(event), Map.of(), Map.of()),
                Map.of(EVENT, matcher),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(EVENT, "{}"));
    }

    private Warehouse open() {
        return engine.open(Layout.of("shop_test"));
    }

    private List<String> run(List<List<?>> events, SyncSnapshot snapshot) {
        try (var warehouse = open()) {
            try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
                events.forEach(load::add);
            }
            warehouse.script("integrate_users");
            warehouse.script("integrate_events");
            long before = landed;
            landed += events.size();
            var plan = RunSteps.run(
                    warehouse,
                    snapshot,
                    new Landed(
                            new Warehouse.Cursors(before, 0),
                            new Warehouse.Cursors(landed, 0),
                            events.size(),
                            0,
                            0,
                            List.of()),
                    MOST);
            warehouse.commit();
            return plan.changes().stream().map(change -> change.kind()).toList();
        }
    }

    private boolean slice(SyncSnapshot snapshot) {
        try (var warehouse = open()) {
            boolean judged = new FillSlice(warehouse, warehouse.inspect(), snapshot, new Tagging())
                    .judge(MOST, SLICE, Progress.SILENT);
            warehouse.commit();
            return judged;
        }
    }

    private void fill(SyncSnapshot snapshot) {
        while (slice(snapshot)) {
            assertFalse(stands());
        }
    }

    private boolean stands() {
        try (var warehouse = open()) {
            return warehouse.inspect().tables().containsKey("viewed");
        }
    }

    private List<Long> rows() {
        var rows = new ArrayList<Long>();
        try (var warehouse = open()) {
            warehouse.query(
                    "SELECT event_id FROM %s ORDER BY event_id".formatted(warehouse.table("viewed")),
                    row -> rows.add(row.number(1)));
        }
        return rows;
    }

    private long kept() {
        try (var warehouse = open()) {
            return warehouse.count(warehouse.raw(Staging.FILLS)) + warehouse.count(warehouse.raw(Staging.FILL_MATCHES));
        }
    }

    private static List<Long> from(String source, int until) {
        var ids = new ArrayList<Long>();
        for (long position = 1; position <= until; position++) {
            if ((position % 3 == 0) == source.equals("ads")) {
                ids.add(RandomEvents.eventId(position));
            }
        }
        return ids;
    }

    @Test
    void longHistoryIsJudgedInSlicesAndSeenWhenFull() {
        var snapshot = snapshot(SyncState.SYNCED, "mail");
        assertEquals(List.of("start_fill"), run(List.of(), snapshot));
        fill(snapshot);
        assertTrue(run(List.of(), snapshot).contains("create_event_table"));
        assertEquals(from("mail", 30), rows());
        assertEquals(0, kept());
        assertEquals(List.of(), run(List.of(), snapshot));
    }

    @Test
    void runsGoAheadWhileHistoryIsJudged() {
        var snapshot = snapshot(SyncState.SYNCED, "mail");
        run(List.of(), snapshot);
        slice(snapshot);
        assertFalse(run(events(5, 30), snapshot).contains("create_event_table"));
        fill(snapshot);
        run(List.of(), snapshot);
        assertEquals(from("mail", 35), rows());
    }

    /** The first event's session had another source than it turns out to have: what was judged has to be judged again. */
    @Test
    void lateEventThatChangesWhatWasJudgedIsFollowed() {
        var snapshot = snapshot(SyncState.SYNCED, "mail");
        run(List.of(), snapshot);
        slice(snapshot);
        run(List.of(RandomEvents.pageview(31, 39, "ads")), snapshot);
        fill(snapshot);
        run(List.of(), snapshot);
        var expected = from("mail", 30);
        expected.remove(RandomEvents.eventId(1));
        assertEquals(expected, rows());
    }

    /** Rows have the source of their session, which may have begun in another slice, or with an event that came later. */
    @Test
    void rowsWhoseSourceNoEventOfTheirSliceHasAreFound() {
        run(
                List.of(
                        RandomEvents.pageview(31, 2_000, "a letter"),
                        RandomEvents.pageview(32, 2_001, "a poster"),
                        RandomEvents.pageview(33, 2_002, "mail"),
                        RandomEvents.pageview(34, 3_001, "mail")),
                snapshot(SyncState.FROZEN, "mail"));
        run(events(15, 34), snapshot(SyncState.FROZEN, "mail"));
        run(List.of(RandomEvents.pageview(50, 3_000, "letters")), snapshot(SyncState.FROZEN, "mail"));
        var snapshot = snapshot(SyncState.SYNCED, new Contains("letter"));
        run(List.of(), snapshot);
        fill(snapshot);
        run(List.of(), snapshot);
        assertEquals(
                LongStream.of(31, 32, 33, 34, 50)
                        .map(RandomEvents::eventId)
                        .boxed()
                        .toList(),
                rows());
    }

    @Test
    void editedMatcherBeginsAgain() {
        run(List.of(), snapshot(SyncState.SYNCED, "mail"));
        slice(snapshot(SyncState.SYNCED, "mail"));
        var edited = snapshot(SyncState.SYNCED, "ads");
        assertEquals(List.of("start_fill"), run(List.of(), edited));
        fill(edited);
        run(List.of(), edited);
        assertEquals(from("ads", 30), rows());
    }

    @Test
    void sliceItselfBeginsAgainWithAnEditedMatcher() {
        run(List.of(), snapshot(SyncState.SYNCED, "mail"));
        slice(snapshot(SyncState.SYNCED, "mail"));
        var edited = snapshot(SyncState.SYNCED, "ads");
        fill(edited);
        run(List.of(), edited);
        assertEquals(from("ads", 30), rows());
    }

    @Test
    void toggledOffMeanwhileLeavesNothing() {
        run(List.of(), snapshot(SyncState.SYNCED, "mail"));
        slice(snapshot(SyncState.SYNCED, "mail"));
        var off = snapshot(SyncState.FROZEN, "mail");
        assertFalse(slice(off));
        assertEquals(List.of("drop_fill"), run(List.of(), off));
        assertFalse(stands());
        assertEquals(0, kept());
    }

    @Test
    void frozenTableStandsUntilItsSuccessorIsFull() {
        var snapshot = snapshot(SyncState.SYNCED, "mail");
        run(List.of(), snapshot);
        fill(snapshot);
        run(List.of(), snapshot);
        run(events(5, 30), snapshot(SyncState.FROZEN, "mail"));
        assertEquals(List.of("start_fill"), run(List.of(), snapshot));
        assertEquals(from("mail", 30), rows());
        while (slice(snapshot)) {
            assertEquals(from("mail", 30), rows());
        }
        assertTrue(run(List.of(), snapshot).contains("rebuild_event_table"));
        assertEquals(from("mail", 35), rows());
    }
}
