package dev.sluice.worker.bench;

import dev.sluice.worker.bench.SyntheticDefinitions.Definition;
import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.RunSteps;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A warehouse of made-up events, and the definitions that are synced to it. */
final class Shop {

    static final Layout LAYOUT = Layout.of("shop_bench");

    /** That {@link #defineMany} makes. */
    static final int TABLES = 200;

    private static final Map<String, ColumnType> PROPERTIES = Map.of(
            "amount", ColumnType.DOUBLE,
            "sku", ColumnType.TEXT,
            "currency", ColumnType.TEXT,
            "coupon", ColumnType.TEXT,
            "position", ColumnType.BIGINT);

    private final BenchEngine engine;
    private final String database;
    private final SyntheticEvents events = new SyntheticEvents(42);
    private final Map<Long, Definition> definitions = new TreeMap<>();
    private final Map<Long, Long> revisions = new HashMap<>();

    Shop(BenchEngine engine, String database) {
        this.engine = engine;
        this.database = database;
    }

    static String table(long id) {
        return "event_" + id;
    }

    void define(long id, Definition definition) {
        definitions.put(id, definition);
        revisions.merge(id, 1L, Long::sum);
    }

    void defineMany(SyntheticDefinitions made) {
        var mixed = made.mixed(TABLES);
        for (int i = 0; i < TABLES; i++) {
            define(i + 1, mixed.get(i));
        }
    }

    void defineAs(Shop other) {
        definitions.putAll(other.definitions);
        revisions.putAll(other.revisions);
    }

    Definition definition(long id) {
        return definitions.get(id);
    }

    Warehouse open() {
        return engine.open(database, LAYOUT);
    }

    SyntheticEvents events() {
        return events;
    }

    /** Stages the next events and integrates them, as landing does. */
    Landed land(Warehouse warehouse, int count) {
        long before = events.position();
        try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
            for (int i = 0; i < count; i++) {
                load.add(events.next());
            }
        }
        return integrate(warehouse, before, count, 0);
    }

    Landed integrate(Warehouse warehouse, long before, int count, int migrations) {
        warehouse.script("integrate_users");
        warehouse.script(count == 0 ? "integrate_nothing" : "integrate_events");
        return new Landed(
                new Warehouse.Cursors(before, before),
                new Warehouse.Cursors(events.position(), events.position()),
                count,
                0,
                migrations,
                List.of());
    }

    Plan run(Warehouse warehouse, Landed landed) {
        return RunSteps.run(warehouse, snapshot(), landed, Long.MAX_VALUE);
    }

    /** Lands events and syncs them, all in one run. */
    void sync(int count) {
        try (var warehouse = open()) {
            run(warehouse, land(warehouse, count));
            warehouse.commit();
        }
    }

    private SyncSnapshot snapshot() {
        var matchers = new HashMap<Long, Matcher>();
        var readable = new HashMap<Long, String>();
        definitions.forEach((id, definition) -> {
            matchers.put(id, definition.matcher());
            readable.put(id, definition.predicate());
        });
        var stored = new HashMap<String, String>();
        PROPERTIES.keySet().forEach(key -> stored.put(key, key));
        var keys = new HashMap<Long, String>();
        properties().values().forEach(property -> keys.put(property.id(), property.storedName()));
        return new SyncSnapshot(
                engine.target(database), desired(), matchers, Map.<Long, Instant>of(), stored, keys, readable);
    }

    private Desired desired() {
        return new Desired(
                1, definitions.keySet().stream().map(this::eventTable).toList(), properties(), Map.of());
    }

    private Desired.EventTable eventTable(long id) {
        long revision = revisions.get(id);
        return new Desired.EventTable(id, table(id), table(id), revision, "f" + revision, SyncState.SYNCED);
    }

    private static Map<String, PropertyColumn> properties() {
        var properties = new TreeMap<String, PropertyColumn>();
        new TreeMap<>(PROPERTIES)
                .forEach((name, type) -> properties.put(
                        name, new PropertyColumn(properties.size(), name, new Column(name, type), true, false)));
        return properties;
    }
}
