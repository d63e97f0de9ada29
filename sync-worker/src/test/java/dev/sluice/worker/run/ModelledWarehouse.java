package dev.sluice.worker.run;

import dev.sluice.worker.landing.Landing;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.DeletionHistory.Call;
import dev.sluice.worker.run.DeletionHistory.Event;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.Warehouse.Cursors;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A real warehouse with real runs over it, whose log and feeds are a test's. */
final class ModelledWarehouse {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final int VISIT_COLUMNS = 19;

    private final Engine engine;
    private final List<Call> known = new ArrayList<>();

    /** What runs have read of users, by the position in the feed up to which they did. */
    private final Map<Long, ModelledUsers> read = new HashMap<>(Map.of(0L, new ModelledUsers(List.of())));

    private SyncState state = SyncState.SYNCED;

    ModelledWarehouse(Engine engine) {
        this.engine = engine;
    }

    /** Whom a run is to remove, and up to which position. */
    record Deleted(Set<Long> userIds, long logPosition) {
        static final Deleted NOBODY = new Deleted(Set.of(), 0);
    }

    void freeze() {
        state = SyncState.FROZEN;
    }

    ModelledUsers users() {
        return new ModelledUsers(known);
    }

    /** What identity-service and the event log do to a deleted user; the warehouse has yet to hear of it. */
    void forget(Set<Long> userIds) {
        known.removeIf(call -> call.users().stream().anyMatch(userIds::contains));
    }

    Plan run(List<Call> calls, Deleted deleted) {
        known.addAll(calls);
        try (var warehouse = engine.open(LAYOUT)) {
            var plan = apply(warehouse, users(), calls, deleted);
            warehouse.commit();
            return plan;
        }
    }

    /** A run that does all there is to do, and then something that the engine refuses. */
    void runInVain(List<Call> calls) {
        var all = new ArrayList<>(known);
        all.addAll(calls);
        try (var warehouse = engine.open(LAYOUT)) {
            apply(warehouse, new ModelledUsers(all), calls, Deleted.NOBODY);
            warehouse.execute("DELETE FROM " + warehouse.table("nowhere"));
        }
    }

    /** Where shapes commit by themselves, a run that failed may have read the calls already. */
    private Plan apply(Warehouse warehouse, ModelledUsers users, List<Call> calls, Deleted deleted) {
        var before = warehouse.cursors();
        var events = ModelledUsers.events(calls).stream()
                .filter(event -> event.id() > before.logPosition())
                .toList();
        var changed = users.changedSince(read.get(before.feedPosition()));
        var moved = users.movedSince(read.get(before.feedPosition()));
        load(
                warehouse,
                Staging.LANDED_EVENTS,
                events.stream().map(ModelledWarehouse::row).toList());
        load(warehouse, Staging.LANDED_USERS, changed);
        load(warehouse, Staging.CHANGED_MIGRATIONS, moved);
        remove(warehouse, deleted);
        warehouse.script("integrate_users");
        warehouse.script("integrate_events");
        var after = after(before, events, !changed.isEmpty() || !moved.isEmpty());
        read.put(after.feedPosition(), users);
        var landed = new Landing.Landed(before, after, events.size(), changed.size(), moved.size(), List.of());
        return RunSteps.run(warehouse, snapshot(), landed, Long.MAX_VALUE);
    }

    private static Cursors after(Cursors before, List<Event> events, boolean read) {
        return new Cursors(
                events.isEmpty() ? before.logPosition() : events.getLast().id(),
                before.feedPosition() + (read ? 1 : 0));
    }

    private static void remove(Warehouse warehouse, Deleted deleted) {
        if (!deleted.userIds().isEmpty()) {
            load(
                    warehouse,
                    Staging.DELETED_USERS,
                    deleted.userIds().stream()
                            .map(id -> List.of(id, deleted.logPosition()))
                            .toList());
            warehouse.script("remove_deleted");
        }
    }

    private SyncSnapshot snapshot() {
        var pageviews = new Matcher(new Matcher.Kind.Pageview(), Optional.empty());
        var orders = new Matcher(new Matcher.Kind.Custom("Order"), Optional.empty());
        var everything = new Matcher(new Matcher.Kind.Combo(List.of(1L, 2L)), Optional.empty());
        var tables = List.of(
                new EventTable(1, "Viewed", "viewed", 1, "f1", SyncState.SYNCED),
                new EventTable(2, "Ordered", "ordered", 1, "f2", SyncState.SYNCED),
                new EventTable(3, "Stopped", "stopped", 1, "f3", state));
        return new SyncSnapshot(
                engine.target(),
                new Desired(1, tables, Map.of(), Map.of()),
                Map.of(1L, pageviews, 2L, orders, 3L, everything),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(1L, "", 2L, "", 3L, ""));
    }

    private static void load(Warehouse warehouse, String table, List<? extends List<?>> rows) {
        try (var load = warehouse.load(table)) {
            rows.forEach(load::add);
        }
    }

    private static List<?> row(Event event) {
        var row = new ArrayList<Object>();
        Collections.addAll(row, event.id(), event.id(), event.time(), event.time(), event.userId());
        Collections.addAll(row, "d" + event.device(), event.identity(), event.sessionKey());
        Collections.addAll(row, event.pageview() ? "pageview" : "custom", event.pageview() ? null : "Order");
        row.add(event.library());
        row.addAll(Collections.nCopies(VISIT_COLUMNS - 2, null));
        // A value that only this event has: where it shows, something of the event is left.
        row.add("by " + event.id());
        Collections.addAll(row, event.path() == null ? null : "shop.example", event.path(), null, null, null);
        row.addAll(Collections.nCopies(6, null));
        row.add("{}");
        return row;
    }

    Map<String, List<String>> everything() {
        return Contents.of(engine, LAYOUT);
    }

    /** @param query asks for a run's tables by the names that they have there */
    List<String> rows(Function<Warehouse, String> query) {
        try (var warehouse = engine.open(LAYOUT)) {
            return engine.rows(warehouse, query.apply(warehouse));
        }
    }
}
