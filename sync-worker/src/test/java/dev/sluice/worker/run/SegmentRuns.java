package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Test;
import dev.sluice.worker.membership.FoundMembers;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentNeeds;
import dev.sluice.worker.segment.SyncedSegments;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Engine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Does what a run does with a warehouse, with a world in the place of the services. */
final class SegmentRuns {

    /** Custom events, and pageviews of sessions that begin on one page: late events change which these are. */
    static final Map<Long, Matcher> MATCHERS = Map.of(
            1L, new Matcher(new Matcher.Kind.Custom("order"), Optional.empty()),
            2L,
                    new Matcher(
                            new Matcher.Kind.Pageview(),
                            Optional.of(new Condition.Comparison(
                                    new Condition.Subject.BuiltIn("landing_page"),
                                    new Test.Equals("shop.example/a")))));

    private static final Layout LAYOUT = Layout.of("shop_test");

    private final Engine engine;

    SegmentRuns(Engine engine) {
        this.engine = engine;
    }

    /** What a run did, and who stands in which table since when. */
    record Done(Plan plan, FoundMembers members, Map<Long, Map<Long, Stay>> tables) {}

    record Stay(Instant enteredAt, Instant asOf) {}

    Done run(
            SegmentWorld world,
            List<SegmentWorld.Event> landed,
            Map<SegmentTable, SegmentCondition> segments,
            Instant asOf) {
        try (var warehouse = engine.open(LAYOUT)) {
            var before = warehouse.cursors();
            var after = new Warehouse.Cursors(world.events(), before.feedPosition() + 1);
            load(
                    warehouse,
                    Staging.LANDED_EVENTS,
                    landed.stream().map(SegmentWorld::row).toList());
            load(warehouse, Staging.LANDED_USERS, world.changedUsers());
            load(warehouse, Staging.CHANGED_MIGRATIONS, world.changedMigrations());
            warehouse.script("integrate_users");
            warehouse.script("integrate_events");
            var counts = new Landed(before, after, landed.size(), 0, 0, List.of());
            return run(warehouse, counts, snapshot(segments), asOf);
        }
    }

    private static void load(Warehouse warehouse, String table, List<? extends List<?>> rows) {
        try (var load = warehouse.load(table)) {
            rows.forEach(load::add);
        }
    }

    private static Done run(Warehouse warehouse, Landed landed, SyncSnapshot snapshot, Instant asOf) {
        var done = RunSteps.run(warehouse, snapshot, landed, false, Long.MAX_VALUE, asOf, RunSteps.Without.NOTHING);
        var tables = tables(warehouse, snapshot.desired().segments());
        warehouse.commit();
        return new Done(done.plan(), done.members(), tables);
    }

    private SyncSnapshot snapshot(Map<SegmentTable, SegmentCondition> segments) {
        var synced = new HashMap<Long, SegmentCondition>();
        segments.forEach((segment, condition) -> {
            if (segment.state() == SyncState.SYNCED) {
                synced.put(segment.segmentId(), condition);
            }
        });
        var counted = SegmentNeeds.of(synced.values()).definitions().stream()
                .collect(Collectors.toMap(id -> id, id -> "meaning" + id));
        return new SyncSnapshot(
                engine.target(),
                new Desired(1, List.of(), Map.of(), Map.of(), List.copyOf(segments.keySet())),
                MATCHERS,
                Map.of(1L, SegmentWorld.minute(25)),
                Map.of(),
                Map.of(),
                Map.of(),
                new SyncedSegments(synced, counted, Map.of("plan", "plan", "city", "city")));
    }

    private static Map<Long, Map<Long, Stay>> tables(Warehouse warehouse, List<SegmentTable> segments) {
        var standing = warehouse.inspect().tables();
        var tables = new TreeMap<Long, Map<Long, Stay>>();
        for (var segment : segments) {
            if (standing.containsKey(segment.table())) {
                tables.put(segment.segmentId(), users(warehouse, segment));
            }
        }
        return tables;
    }

    private static Map<Long, Stay> users(Warehouse warehouse, SegmentTable segment) {
        var users = new TreeMap<Long, Stay>();
        var dialect = warehouse.dialect();
        warehouse.query(
                "SELECT user_id, %s, %s FROM %s"
                        .formatted(
                                dialect.instantText("entered_at"),
                                dialect.instantText("as_of"),
                                warehouse.table(segment.table())),
                row -> assertNull(
                        users.put(row.number(1), new Stay(Instant.parse(row.text(2)), Instant.parse(row.text(3)))),
                        "a user stands in a segment twice"));
        return users;
    }

    /** By their session, which tests of its own hold to be right. */
    Set<Long> pageviewsOfSessionsFromPageA() {
        var found = new HashSet<Long>();
        try (var warehouse = engine.open(LAYOUT)) {
            warehouse.query(
                    "SELECT event_id FROM %s WHERE kind = 'pageview' AND landing_page = 'shop.example/a'"
                            .formatted(warehouse.raw(Staging.EVENT_ROWS)),
                    row -> found.add(row.number(1)));
        }
        return found;
    }
}
