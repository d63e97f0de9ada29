package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Actual.AppliedEvent;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The situations for which the plans are kept as golden files. */
final class PlanStories {

    private static final PropertyColumn REVENUE = property("revenue", ColumnType.DOUBLE);
    private static final PropertyColumn COUPON = property("coupon", ColumnType.TEXT);

    private PlanStories() {}

    record Story(String name, Actual actual, Desired desired, Evidence evidence) {}

    static List<Story> all() {
        return List.of(
                new Story(
                        "a first event in an empty warehouse",
                        new Actual(false, Map.of(), Map.of(), List.of()),
                        desired(List.of(order(1, "f1", SyncState.SYNCED)), REVENUE),
                        evidence(10, Map.of(7L, 4L), Map.of(7L, Set.of("revenue")))),
                new Story(
                        "new events with a new property",
                        standing(REVENUE),
                        desired(List.of(order(1, "f1", SyncState.SYNCED)), REVENUE, COUPON),
                        evidence(3, Map.of(7L, 2L), Map.of(7L, Set.of("revenue", "coupon")))),
                new Story(
                        "a property that widens from bigint to text",
                        standing(property("revenue", ColumnType.BIGINT)),
                        desired(List.of(order(1, "f1", SyncState.SYNCED)), property("revenue", ColumnType.TEXT)),
                        evidence(1, Map.of(7L, 1L), Map.of(7L, Set.of("revenue")))),
                new Story(
                        "a changed definition",
                        standing(REVENUE),
                        desired(List.of(order(2, "f2", SyncState.SYNCED)), REVENUE),
                        evidence(0, Map.of(7L, 9L), Map.of(7L, Set.of("revenue")))),
                new Story(
                        "a definition edited and edited back",
                        standing(REVENUE),
                        desired(List.of(order(3, "f1", SyncState.SYNCED)), REVENUE),
                        evidence(0, Map.of(), Map.of())),
                new Story(
                        "an event toggled off",
                        standing(REVENUE),
                        desired(List.of(order(1, "f1", SyncState.FROZEN)), REVENUE),
                        evidence(0, Map.of(), Map.of())),
                new Story(
                        "visitors who turn out to be known",
                        standing(REVENUE),
                        desired(List.of(order(1, "f1", SyncState.SYNCED)), REVENUE),
                        new Evidence(
                                0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of("pageviews", 5L, "order", 2L), 3, 2)),
                new Story(
                        "a late event that joins two sessions",
                        standing(REVENUE),
                        desired(List.of(order(1, "f1", SyncState.SYNCED)), REVENUE),
                        new Evidence(
                                1,
                                3,
                                0,
                                2,
                                Map.of(7L, 1L),
                                Map.of(7L, Set.of("revenue")),
                                Map.of("sessions", 1L, "pageviews", 2L, "order", 1L),
                                Map.of(),
                                0,
                                0)),
                new Story(
                        "a user who changes while a property is archived",
                        standing(REVENUE),
                        new Desired(
                                42,
                                List.of(order(1, "f1", SyncState.SYNCED)),
                                Map.of("revenue", REVENUE),
                                Map.of(
                                        "plan",
                                        new PropertyColumn("plan", new Column("plan", ColumnType.TEXT), true, true))),
                        new Evidence(0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), 1, 0)),
                new Story(
                        "an archived and an unsynced property",
                        standing(REVENUE, COUPON),
                        desired(
                                List.of(order(1, "f1", SyncState.SYNCED)),
                                new PropertyColumn("revenue", REVENUE.column(), true, true),
                                new PropertyColumn("coupon", COUPON.column(), false, false)),
                        evidence(1, Map.of(7L, 1L), Map.of(7L, Set.of("revenue", "coupon")))));
    }

    private static PropertyColumn property(String name, ColumnType type) {
        return new PropertyColumn(name, new Column(name, type), true, false);
    }

    private static EventTable order(long revision, String fingerprint, SyncState state) {
        return new EventTable(7, "Order", "order", revision, fingerprint, state);
    }

    private static Actual standing(PropertyColumn... properties) {
        var tables = new TreeMap<>(BuiltIn.TABLES);
        var columns = new ArrayList<>(BuiltIn.EVENT_COLUMNS);
        List.of(properties).forEach(property -> columns.add(property.column()));
        tables.put("order", columns);
        var users = new ArrayList<>(BuiltIn.USER_COLUMNS);
        users.add(new Column("plan", ColumnType.TEXT));
        tables.put(BuiltIn.USERS, users);
        var applied = new AppliedEvent(7, "Order", "order", 1, "f1", SyncState.SYNCED);
        return new Actual(true, tables, Map.of(7L, applied), List.of("pageviews", "order"));
    }

    private static Desired desired(List<EventTable> events, PropertyColumn... properties) {
        var columns = new TreeMap<String, PropertyColumn>();
        List.of(properties).forEach(property -> columns.put(property.storedName(), property));
        return new Desired(42, events, columns, Map.of());
    }

    private static Evidence evidence(long landed, Map<Long, Long> matches, Map<Long, Set<String>> carried) {
        return new Evidence(landed, 0, landed / 2, landed / 2, matches, carried, Map.of(), Map.of(), 0, 0);
    }
}
