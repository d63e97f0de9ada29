package dev.sluice.worker.warehouse.contract;

import com.fasterxml.jackson.core.JsonFactory;
import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.match.Condition;
import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.match.Test.Equals;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.EventTable;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.run.RunScope;
import dev.sluice.worker.run.RunSteps;
import dev.sluice.worker.run.Waiting;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentNeeds;
import dev.sluice.worker.segment.SyncedSegments;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.verify.Sources;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Published runs over a warehouse of custom events, with what a contract says in the place of the services. A table is
 * of the events of one name, or of some of these.
 */
public final class SmallShop {

    public static final Layout LAYOUT = Layout.of("shop_test");
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /** Of every run: what segments hold depends on it. */
    private static final Instant NOW = START.plus(Duration.ofDays(1));

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VISIT_COLUMNS_AFTER_LIBRARY = 18;
    private static final int PAGE_AND_TARGET_COLUMNS = 11;

    private final Engine engine;
    private final Dialect dialect;
    private final Map<String, EventTable> tables = new TreeMap<>();
    private final Map<Long, Matcher> matchers = new TreeMap<>();
    private final Map<String, PropertyColumn> eventProperties = new TreeMap<>();
    private final Map<String, PropertyColumn> userProperties = new TreeMap<>();
    private final Map<String, SegmentTable> segments = new TreeMap<>();
    private final Map<Long, SegmentCondition> conditions = new TreeMap<>();
    private final Map<Long, String> keys = new HashMap<>();
    private final Map<String, List<List<?>>> staged = new TreeMap<>();
    private final Map<String, List<List<?>>> everything = new TreeMap<>();
    private Map<String, String> leftOut = Map.of();
    private Set<Long> waiting = Set.of();
    private long position;

    /** Up to where a run has read what was staged before. */
    private long feedPosition;

    private long revision = 1;

    public SmallShop(Engine engine) {
        this.engine = engine;
        try (var warehouse = engine.openForPlanning(LAYOUT)) {
            this.dialect = warehouse.dialect();
        }
    }

    /** The same before a copy of the warehouse. */
    public SmallShop in(Engine copy) {
        var shop = new SmallShop(copy);
        shop.tables.putAll(tables);
        shop.matchers.putAll(matchers);
        shop.eventProperties.putAll(eventProperties);
        shop.userProperties.putAll(userProperties);
        shop.segments.putAll(segments);
        shop.conditions.putAll(conditions);
        shop.keys.putAll(keys);
        staged.forEach((table, rows) -> shop.staged.put(table, new ArrayList<>(rows)));
        everything.forEach((table, rows) -> shop.everything.put(table, new ArrayList<>(rows)));
        shop.waiting = waiting;
        shop.position = position;
        shop.feedPosition = feedPosition;
        shop.revision = revision;
        return shop;
    }

    /** A table of all events of a name; of another name than before, it has to be built anew. */
    public void define(String table, String eventName) {
        define(table, new Matcher(new Matcher.Kind.Custom(eventName), Optional.empty()));
    }

    /** A table of the events that have this value under this key. */
    public void define(String table, String key, String value) {
        var where = new Condition.Comparison(new Condition.Subject.Property(key), new Equals(value));
        define(table, new Matcher(new Matcher.Kind.Custom("order"), Optional.of(where)));
    }

    private void define(String table, Matcher matcher) {
        var before = tables.get(table);
        long id = before == null ? tables.size() + 1L : before.definitionId();
        revision++;
        matchers.put(id, matcher);
        tables.put(table, new EventTable(id, "Event " + id, table, revision, "f" + revision, SyncState.SYNCED));
    }

    /** A table of the users who did what a table of events is of. */
    public void segment(String table, String events) {
        revision++;
        long id = segments.size() + 1L;
        segments.put(table, new SegmentTable(id, "Segment " + id, table, revision, "f" + revision, SyncState.SYNCED));
        conditions.put(id, new SegmentCondition.Behaviour(tables.get(events).definitionId(), 1, Optional.empty()));
    }

    /** Toggles or archives. */
    public void set(String table, SyncState state) {
        revision++;
        tables.computeIfPresent(
                table,
                (_, event) -> new EventTable(
                        event.definitionId(), event.name(), table, event.revision(), event.fingerprint(), state));
    }

    /** A property of events, and one of users beside it, whose columns have one name and one type. */
    public void property(String key, String column, ColumnType type) {
        property(key, column, type, true);
    }

    public void property(String key, String column, ColumnType type, boolean synced) {
        revision++;
        property(eventProperties, key, new Column(column, type), synced);
        property(userProperties, key, new Column(column, type), synced);
    }

    private void property(Map<String, PropertyColumn> properties, String key, Column column, boolean synced) {
        var before = properties.get(key);
        long id = before == null ? keys.size() + 1L : before.id();
        keys.put(id, key);
        properties.put(key, new PropertyColumn(id, key, column, synced, false));
    }

    public void capture(String eventName, long userId, Map<String, String> properties) {
        capture(eventName, userId, START.plusSeconds(position), properties);
    }

    /** The next run lands it. */
    public void capture(String eventName, long userId, Instant time, Map<String, String> properties) {
        position++;
        var row = new ArrayList<Object>();
        Collections.addAll(row, position, eventId(position), time, time, userId);
        Collections.addAll(row, "d" + userId, null, null, "custom", eventName, "web");
        row.addAll(Collections.nCopies(VISIT_COLUMNS_AFTER_LIBRARY + PAGE_AND_TARGET_COLUMNS, null));
        row.add(json(properties));
        stage(Staging.LANDED_EVENTS, row);
    }

    public static long eventId(long position) {
        return position * 7;
    }

    /** A user as they are now, with all their properties. */
    public void user(long userId, String identity, Instant joined, Map<String, String> properties) {
        stageUser(userId, Arrays.asList(userId, false, identity, joined, joined, json(properties), json(Map.of())));
    }

    /** A user turns out to be another, who is known. */
    public void migrate(long fromUserId, long toUserId) {
        stageUser(fromUserId, Arrays.asList(fromUserId, true, null, null, null, "{}", "{}"));
        stage(Staging.CHANGED_MIGRATIONS, List.of(fromUserId, toUserId, START, false));
    }

    /** All of a user up to now. */
    public void delete(long userId) {
        stageUser(userId, Arrays.asList(userId, true, null, null, null, "{}", "{}"));
        stage(Staging.DELETED_USERS, List.of(userId, position));
    }

    /** Who changes again before a run has read of it is read of once. */
    private void stageUser(long userId, List<?> row) {
        everything
                .computeIfAbsent(Staging.LANDED_USERS, _ -> new ArrayList<>())
                .removeIf(earlier -> earlier.getFirst().equals(userId));
        staged.computeIfAbsent(Staging.LANDED_USERS, _ -> new ArrayList<>())
                .removeIf(earlier -> earlier.getFirst().equals(userId));
        stage(Staging.LANDED_USERS, row);
    }

    private void stage(String table, List<?> row) {
        everything.computeIfAbsent(table, _ -> new ArrayList<>()).add(row);
        staged.computeIfAbsent(table, _ -> new ArrayList<>()).add(row);
    }

    private static String json(Map<String, String> properties) {
        var text = new StringWriter();
        try (var generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            for (var property : properties.entrySet()) {
                generator.writeStringField(property.getKey(), property.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Lands what there is, brings all tables up to date, and shows the result. */
    public Plan run() {
        return run(warehouse -> warehouse);
    }

    /** @param meddling with what the run asks of the warehouse */
    public Plan run(UnaryOperator<Warehouse> meddling) {
        return run(meddling, RunScope.EVERYTHING);
    }

    /** @return what the run took */
    public Meter.Cost runForCost() {
        var meter = new AtomicReference<Meter>();
        run(warehouse -> {
            meter.set(warehouse.meter());
            return warehouse;
        });
        return meter.get().cost();
    }

    /** Brings these tables of events up to date, and lets the others wait for their rows. */
    public Plan runOnly(String... chosen) {
        return run(
                warehouse -> warehouse,
                new RunScope(Stream.of(chosen)
                        .map(table -> tables.get(table).definitionId())
                        .collect(Collectors.toSet())));
    }

    private Plan run(UnaryOperator<Warehouse> meddling, RunScope asked) {
        var now = Waiting.of(asked, waiting, staged.containsKey(Staging.DELETED_USERS));
        return RunSteps.withoutFailing(without -> run(meddling, now, without));
    }

    /** Why the last run left each table out that it did, by table. */
    public Map<String, String> leftOut() {
        return leftOut;
    }

    private Plan run(UnaryOperator<Warehouse> meddling, Waiting now, RunSteps.Without without) {
        try (var warehouse = meddling.apply(engine.open(LAYOUT))) {
            var plan = apply(warehouse, now, without);
            warehouse.commit();
            if (staged.containsKey(Staging.DELETED_USERS)) {
                warehouse.compact();
            }
            warehouse.publish();
            feedPosition += staged.isEmpty() ? 0 : 1;
            staged.clear();
            return plan;
        }
    }

    /** Lands what there is, as runs land a long history before they show anything. */
    public void land() {
        try (var warehouse = engine.open(LAYOUT)) {
            var before = warehouse.cursors();
            integrate(warehouse);
            RunSteps.keepLanded(warehouse, landed(before));
            warehouse.commit();
            feedPosition++;
            staged.clear();
        }
    }

    private Plan apply(Warehouse warehouse, Waiting now, RunSteps.Without without) {
        var before = warehouse.cursors();
        if (before.feedPosition() > feedPosition) {
            // A run that did not learn of its commit has read it.
            staged.clear();
        }
        feedPosition = before.feedPosition();
        integrate(warehouse);
        if (now.isRecalled()) {
            RunSteps.recall(warehouse);
        }
        var done = RunSteps.run(
                warehouse, now.in(wanted()), landed(before), now.isRecalled(), Long.MAX_VALUE, NOW, without);
        leftOut = done.leftOut();
        waiting = now.scope().isEverything() ? Set.of() : both(waiting, done.waiting());
        return done.plan();
    }

    private void integrate(Warehouse warehouse) {
        staged.forEach((table, rows) -> {
            try (var load = warehouse.load(table)) {
                rows.forEach(load::add);
            }
        });
        if (staged.containsKey(Staging.DELETED_USERS)) {
            warehouse.script("remove_deleted");
        }
        warehouse.script("integrate_users");
        warehouse.script("integrate_events");
    }

    private Landed landed(Warehouse.Cursors before) {
        return new Landed(
                before,
                new Warehouse.Cursors(position, before.feedPosition() + (staged.isEmpty() ? 0 : 1)),
                count(Staging.LANDED_EVENTS),
                count(Staging.LANDED_USERS),
                count(Staging.CHANGED_MIGRATIONS),
                List.of());
    }

    private long count(String table) {
        return staged.getOrDefault(table, List.of()).size();
    }

    /** What has been captured and told of users up to now, to hold the warehouse against. */
    public Sources sources() {
        return new Sources() {
            @Override
            public Instant logBegins() {
                return START;
            }

            @Override
            public void loadEvents(Warehouse warehouse, Positions stretch) {
                load(
                        warehouse,
                        Staging.LANDED_EVENTS,
                        row -> (long) row.getFirst() > stretch.after() && (long) row.getFirst() <= stretch.until());
            }

            @Override
            public List<DeletedUser> deletedUsers() {
                return List.of();
            }

            @Override
            public void loadPeople(Warehouse warehouse, long until) {
                load(warehouse, Staging.LANDED_USERS, _ -> true);
                load(warehouse, Staging.CHANGED_MIGRATIONS, _ -> true);
            }

            @Override
            public Collection<Long> changedSince(long position) {
                return List.of();
            }
        };
    }

    private void load(Warehouse warehouse, String table, Predicate<List<?>> wanted) {
        try (var load = warehouse.load(table)) {
            everything.getOrDefault(table, List.of()).stream().filter(wanted).forEach(load::add);
        }
    }

    private static Set<Long> both(Set<Long> some, Set<Long> others) {
        return Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** What the warehouse is to be held against. */
    public SyncSnapshot snapshot() {
        return wanted().lettingWait(waiting);
    }

    private SyncSnapshot wanted() {
        var storedNames = new HashMap<String, String>();
        eventProperties.forEach((key, property) -> storedNames.put(key, property.storedName()));
        var readable = new HashMap<Long, String>();
        tables.values().forEach(event -> readable.put(event.definitionId(), event.fingerprint()));
        return new SyncSnapshot(
                engine.target(),
                new Desired(
                        revision,
                        List.copyOf(tables.values()),
                        eventProperties,
                        userProperties,
                        List.copyOf(segments.values())),
                matchers,
                Map.of(),
                storedNames,
                keys,
                readable,
                new SyncedSegments(conditions, counted(), Map.of()));
    }

    private Map<Long, String> counted() {
        var needed = SegmentNeeds.of(conditions.values()).definitions();
        return tables.values().stream()
                .filter(event -> needed.contains(event.definitionId()))
                .collect(Collectors.toMap(EventTable::definitionId, EventTable::fingerprint));
    }

    /** What a reader is answered. */
    public List<List<String>> select(List<String> columns, String table, String order) {
        return engine.read(
                "SELECT %s FROM %s ORDER BY %s".formatted(quoted(columns), quoted(table), dialect.quote(order)));
    }

    /** The values of one column. */
    public List<String> select(String column, String table, String order) {
        return select(List.of(column), table, order).stream()
                .map(List::getFirst)
                .toList();
    }

    /** The rows of several tables, by table; no table without rows. */
    public Map<String, List<List<String>>> selectAll(List<String> columns, List<String> tables) {
        var union = tables.stream()
                .map(table -> "SELECT %s AS table_name, %s FROM %s"
                        .formatted(dialect.text(table), quoted(columns), quoted(table)))
                .collect(Collectors.joining(" UNION ALL "));
        return engine.read(union).stream()
                .collect(Collectors.groupingBy(
                        List::getFirst, Collectors.mapping(row -> row.subList(1, row.size()), Collectors.toList())));
    }

    private String quoted(List<String> columns) {
        return columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
    }

    private String quoted(String table) {
        return dialect.quote(LAYOUT.schema()) + "." + dialect.quote(table);
    }
}
