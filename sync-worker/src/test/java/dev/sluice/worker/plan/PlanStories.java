package dev.sluice.worker.plan;

import dev.sluice.worker.plan.Actual.AppliedEvent;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The situations for which the plans are kept as golden files. */
final class PlanStories {

    private static final PropertyColumn REVENUE = property("revenue", ColumnType.DOUBLE);
    private static final PropertyColumn COUPON = property("coupon", ColumnType.TEXT);
    private static final PropertyColumn PLAN = property("plan", ColumnType.TEXT);
    private static final Gap OPEN = new Gap("order", "revenue", 60, OptionalLong.empty());
    private static final Gap CLOSED = new Gap("order", "revenue", 20, OptionalLong.of(40));
    private static final Gap WHOLE = new Gap("order", "coupon", 0, OptionalLong.empty());
    private static final Gap OF_USERS = new Gap("users", "plan", 0, OptionalLong.empty());

    private PlanStories() {}

    /** @param most raw events that the run judges itself for a new table */
    record Story(String name, Actual actual, Desired desired, EvidenceStory evidence, long most) {
        Story(String name, Actual actual, Desired desired, EvidenceStory evidence) {
            this(name, actual, desired, evidence, Long.MAX_VALUE);
        }
    }

    static List<Story> all() {
        var stories = new ArrayList<>(ofEvents());
        stories.addAll(ofRows());
        stories.addAll(ofProperties());
        stories.addAll(ofFills());
        stories.addAll(ofMeddling());
        stories.addAll(SegmentStories.all());
        return stories;
    }

    private static List<Story> ofEvents() {
        return List.of(
                new Story(
                        "a first event in an empty warehouse",
                        Actual.EMPTY,
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().fromTheBeginning().landed(10).matches(7, 4, "revenue")),
                new Story(
                        "an event that nothing has met yet",
                        Actual.EMPTY,
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().fromTheBeginning()),
                new Story(
                        "a warehouse in which a long history has landed",
                        Actual.EMPTY,
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().matches(7, 4, "revenue")),
                new Story(
                        "a changed definition",
                        standing(REVENUE),
                        desired(order(2, "f2", SyncState.SYNCED), REVENUE),
                        told().matches(7, 9, "revenue")),
                new Story(
                        "a definition edited and edited back",
                        standing(REVENUE),
                        desired(order(3, "f1", SyncState.SYNCED), REVENUE),
                        told()),
                new Story(
                        "an event toggled off",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.FROZEN), REVENUE),
                        told()),
                new Story(
                        "an event archived",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.ARCHIVED), REVENUE),
                        told().landed(2)),
                new Story(
                        "a changed definition of an event that is archived",
                        frozen(SyncState.ARCHIVED, REVENUE),
                        desired(order(2, "f2", SyncState.ARCHIVED), REVENUE),
                        told()),
                new Story(
                        "an archived event restored",
                        frozen(SyncState.ARCHIVED, REVENUE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().matches(7, 9, "revenue")));
    }

    private static List<Story> ofRows() {
        return List.of(
                new Story(
                        "new events with a new property",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE, COUPON),
                        told().landed(3).matches(7, 2, "revenue", "coupon")),
                new Story(
                        "new events of two definitions that share a property",
                        following(),
                        desired(List.of(order(1, "f1", SyncState.SYNCED), refund(SyncState.SYNCED)), REVENUE, COUPON),
                        told().landed(8).matches(7, 2, "revenue", "coupon").matches(9, 3, "revenue")),
                new Story(
                        "visitors who turn out to be known",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().moved(Map.of("pageviews", 5L, "order", 2L)).users(3, 2)),
                new Story(
                        "a late call that makes a visitor somebody else",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().repointed(Map.of("order", 2L)).users(2, 1)),
                new Story(
                        "a deleted user whose rows stand in a frozen table too",
                        frozen(SyncState.FROZEN, REVENUE),
                        desired(order(1, "f1", SyncState.FROZEN), REVENUE),
                        told().deleted(Map.of("sessions", 2L, "pageviews", 9L, "order", 3L), Map.of("order", 1L))
                                .rewritten(1, 1)
                                .removed(Map.of("pageviews", 1L))
                                .users(2, 1)),
                new Story(
                        "a late event that joins two sessions",
                        standing(REVENUE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().landed(1)
                                .rewritten(3, 2)
                                .matches(7, 1, "revenue")
                                .removed(Map.of("sessions", 1L, "pageviews", 2L, "order", 1L))));
    }

    private static List<Story> ofProperties() {
        var archivedRevenue = new PropertyColumn(1, "revenue", REVENUE.column(), true, true);
        var unsyncedCoupon = new PropertyColumn(2, "coupon", COUPON.column(), false, false);
        return List.of(
                new Story(
                        "a property that widens from bigint to text",
                        standing(property("revenue", ColumnType.BIGINT)),
                        desired(order(1, "f1", SyncState.SYNCED), property("revenue", ColumnType.TEXT)),
                        told().landed(1).matches(7, 1, "revenue")),
                new Story(
                        "an archived and an unsynced property",
                        standing(REVENUE, COUPON),
                        desired(order(1, "f1", SyncState.SYNCED), archivedRevenue, unsyncedCoupon),
                        told().landed(1).matches(7, 1, "revenue", "coupon")),
                new Story(
                        "an archived property that a late event brings into a table without its column",
                        standing(COUPON),
                        desired(order(1, "f1", SyncState.SYNCED), archivedRevenue, COUPON),
                        told().landed(1).rewritten(1, 0).matches(7, 1, "revenue")),
                new Story(
                        "an archived property restored, after rows without it",
                        with(standing(REVENUE), CLOSED, OPEN),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told().landed(2).matches(7, 1, "revenue").missing(OPEN, 3)),
                new Story(
                        "an archived property restored before any row lacked it",
                        with(standing(REVENUE), OPEN),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE),
                        told()),
                new Story(
                        "an unsynced property synced again",
                        with(standing(REVENUE), WHOLE),
                        desired(order(1, "f1", SyncState.SYNCED), REVENUE, COUPON),
                        told().missing(WHOLE, 12)),
                new Story(
                        "a changed definition while a property is archived",
                        with(standing(REVENUE, COUPON), OPEN),
                        desired(order(2, "f2", SyncState.SYNCED), archivedRevenue, COUPON),
                        told().matches(7, 9, "revenue", "coupon")),
                new Story(
                        "an archived event restored while a property is archived that has widened since",
                        frozen(SyncState.ARCHIVED, property("revenue", ColumnType.BIGINT)),
                        desired(order(1, "f1", SyncState.SYNCED), archivedRevenue),
                        told().matches(7, 9, "revenue")),
                new Story(
                        "a first event while properties are archived and unsynced",
                        new Actual(true, BuiltIn.TABLES, Map.of(), Map.of(), List.of("pageviews"), List.of(), Map.of()),
                        desired(order(1, "f1", SyncState.SYNCED), archivedRevenue, unsyncedCoupon),
                        told().matches(7, 9, "revenue", "coupon")),
                new Story(
                        "a user who changes while a property is archived",
                        standing(REVENUE),
                        ofUsers(new PropertyColumn(3, "plan", PLAN.column(), true, true)),
                        told().users(1, 0)),
                new Story(
                        "an archived user property restored",
                        with(standing(REVENUE), OF_USERS),
                        ofUsers(PLAN),
                        told().users(1, 0).missing(OF_USERS, 4)));
    }

    private static List<Story> ofFills() {
        return List.of(
                new Story(
                        "a first event with a long history",
                        standing(REVENUE),
                        desired(List.of(order(1, "f1", SyncState.SYNCED), refund(SyncState.SYNCED)), REVENUE),
                        told().landed(1).matches(7, 1, "revenue"),
                        50),
                new Story(
                        "a definition edited while its history is judged",
                        filling("another", 80),
                        desired(List.of(order(1, "f1", SyncState.SYNCED), refund(SyncState.SYNCED)), REVENUE),
                        told(),
                        50),
                new Story(
                        "an event toggled off while its history is judged",
                        filling("f9", 80),
                        desired(List.of(order(1, "f1", SyncState.SYNCED), refund(SyncState.FROZEN)), REVENUE),
                        told(),
                        50),
                new Story(
                        "a history that is judged but for a little",
                        filling("f9", 80),
                        desired(List.of(order(1, "f1", SyncState.SYNCED), refund(SyncState.SYNCED)), REVENUE),
                        told().matches(9, 30),
                        50));
    }

    private static List<Story> ofMeddling() {
        var order = order(1, "f1", SyncState.SYNCED);
        return List.of(
                new Story(
                        "a table that is left out",
                        standing(REVENUE),
                        desired(order, REVENUE).leavingOut(Set.of("order")),
                        told().landed(2)),
                new Story(
                        "a table that is still left out",
                        applied(standing(REVENUE), Actual.STALE, List.of("pageviews"), Map.of(), Set.of()),
                        desired(order, REVENUE).leavingOut(Set.of("order")),
                        told()),
                new Story(
                        "a table that was left out by an earlier run",
                        applied(standing(REVENUE), Actual.STALE, List.of("pageviews"), Map.of(), Set.of()),
                        desired(order, REVENUE),
                        told().matches(7, 9, "revenue")),
                new Story(
                        "a table that is left out while its history is judged",
                        filling("f9", 80),
                        desired(List.of(order, refund(SyncState.SYNCED)), REVENUE)
                                .leavingOut(Set.of("refund")),
                        told(),
                        50),
                new Story(
                        "a deleted user whose rows stand in a table that is left out",
                        standing(REVENUE),
                        desired(order, REVENUE).leavingOut(Set.of("order")),
                        told().deleted(Map.of("order", 3L), Map.of("order", 1L)).users(1, 0)),
                new Story(
                        "a table that waits for rows while users move",
                        standing(REVENUE),
                        desired(List.of(order, refund(SyncState.SYNCED)), REVENUE)
                                .only(Set.of(9L)),
                        told().landed(3)
                                .rewritten(1, 1)
                                .moved(Map.of("pageviews", 5L, "order", 2L))
                                .users(3, 2)
                                .matches(9, 1, "revenue")),
                new Story(
                        "a column that somebody dropped, and one that somebody added",
                        applied(standing(COUPON), "f1", List.of("pageviews", "order"), made(REVENUE), Set.of()),
                        desired(order, REVENUE, COUPON),
                        told().matches(7, 9, "revenue")),
                new Story(
                        "a column of users that somebody dropped",
                        applied(
                                standing(REVENUE),
                                "f1",
                                List.of("pageviews", "order"),
                                Map.of("users", List.of(PLAN.column(), COUPON.column())),
                                Set.of()),
                        ofUsers(COUPON),
                        told().users(1, 0)),
                new Story(
                        "sessions that somebody dropped",
                        without(standing(REVENUE), BuiltIn.SESSIONS),
                        desired(order, REVENUE),
                        told()),
                new Story(
                        "a name that is taken by somebody else's table",
                        applied(standing(REVENUE), "f1", List.of("pageviews"), Map.of(), Set.of("order")),
                        desired(order, REVENUE).leavingOut(Set.of("order")),
                        told()));
    }

    /** The table of orders, with a past. */
    private static Actual applied(
            Actual actual,
            String fingerprint,
            List<String> allEvents,
            Map<String, List<Column>> made,
            Set<String> taken) {
        var event = new AppliedEvent(7, "Order", "order", 1, fingerprint, SyncState.SYNCED);
        return new Actual(
                true,
                actual.tables(),
                actual.rows(),
                Map.of(7L, event),
                allEvents,
                List.of(),
                Map.of(),
                Map.of(),
                made,
                taken);
    }

    private static Actual without(Actual actual, String table) {
        var tables = new TreeMap<>(actual.tables());
        var made = Map.of(table, tables.remove(table));
        return new Actual(
                true, tables, actual.rows(), actual.events(), List.of(), List.of(), Map.of(), Map.of(), made, Set.of());
    }

    private static Map<String, List<Column>> made(PropertyColumn property) {
        var columns = new ArrayList<>(BuiltIn.EVENT_COLUMNS);
        columns.add(property.column());
        return Map.of("order", columns);
    }

    private static EvidenceStory told() {
        return new EvidenceStory();
    }

    private static PropertyColumn property(String name, ColumnType type) {
        return new PropertyColumn(name.hashCode(), name, new Column(name, type), true, false);
    }

    private static EventTable order(long revision, String fingerprint, SyncState state) {
        return new EventTable(7, "Order", "order", revision, fingerprint, state);
    }

    private static EventTable refund(SyncState state) {
        return new EventTable(9, "Refund", "refund", 1, "f9", state);
    }

    private static Actual standing(PropertyColumn... properties) {
        return frozen(SyncState.SYNCED, properties);
    }

    private static Actual frozen(SyncState state, PropertyColumn... properties) {
        var tables = new TreeMap<>(BuiltIn.TABLES);
        var columns = new ArrayList<>(BuiltIn.EVENT_COLUMNS);
        List.of(properties).forEach(property -> columns.add(property.column()));
        tables.put("order", columns);
        var users = new ArrayList<>(BuiltIn.USER_COLUMNS);
        users.add(PLAN.column());
        tables.put(BuiltIn.USERS, users);
        var applied = new AppliedEvent(7, "Order", "order", 1, "f1", state);
        var allEvents = state == SyncState.SYNCED ? List.of("pageviews", "order") : List.of("pageviews");
        return new Actual(true, tables, Map.of("order", 20L), Map.of(7L, applied), allEvents, List.of(), Map.of());
    }

    /** Two tables that go on. */
    private static Actual following() {
        var actual = standing(REVENUE, COUPON);
        var tables = new TreeMap<>(actual.tables());
        tables.put("refund", tables.get("order"));
        var events = new TreeMap<>(actual.events());
        events.put(9L, new AppliedEvent(9, "Refund", "refund", 1, "f9", SyncState.SYNCED));
        var allEvents = List.of("pageviews", "order", "refund");
        return new Actual(true, tables, actual.rows(), events, allEvents, List.of(), Map.of());
    }

    private static Actual with(Actual actual, Gap... gaps) {
        return new Actual(
                true,
                actual.tables(),
                actual.rows(),
                actual.events(),
                actual.allEvents(),
                List.of(gaps),
                actual.fills());
    }

    private static Actual filling(String fingerprint, long judgedTo) {
        var actual = standing(REVENUE);
        return new Actual(
                true,
                actual.tables(),
                actual.rows(),
                actual.events(),
                actual.allEvents(),
                List.of(),
                Map.of(9L, new Fill(9, fingerprint, judgedTo)));
    }

    private static Desired desired(EventTable event, PropertyColumn... properties) {
        return desired(List.of(event), properties);
    }

    private static Desired desired(List<EventTable> events, PropertyColumn... properties) {
        var columns = new TreeMap<String, PropertyColumn>();
        List.of(properties).forEach(property -> columns.put(property.storedName(), property));
        return new Desired(42, events, columns, Map.of());
    }

    private static Desired ofUsers(PropertyColumn property) {
        return new Desired(
                42,
                List.of(order(1, "f1", SyncState.SYNCED)),
                Map.of("revenue", REVENUE),
                Map.of(property.storedName(), property));
    }
}
