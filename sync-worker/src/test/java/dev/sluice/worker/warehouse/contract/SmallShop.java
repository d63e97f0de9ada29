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
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.RunSteps;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Published runs over a warehouse of custom events, with what a contract says in the place of the services. A table is
 * of the events of one name, or of some of these.
 */
final class SmallShop {

    static final Layout LAYOUT = Layout.of("shop_test");
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VISIT_COLUMNS_AFTER_LIBRARY = 18;
    private static final int PAGE_AND_TARGET_COLUMNS = 11;

    private final Engine engine;
    private final Dialect dialect;
    private final Map<String, EventTable> tables = new TreeMap<>();
    private final Map<Long, Matcher> matchers = new TreeMap<>();
    private final Map<String, PropertyColumn> eventProperties = new TreeMap<>();
    private final Map<String, PropertyColumn> userProperties = new TreeMap<>();
    private final Map<Long, String> keys = new HashMap<>();
    private final Map<String, List<List<?>>> staged = new TreeMap<>();
    private long position;
    private long revision = 1;

    SmallShop(Engine engine) {
        this.engine = engine;
        try (var warehouse = engine.openForPlanning(LAYOUT)) {
            this.dialect = warehouse.dialect();
        }
    }

    /** A table of all events of a name; of another name than before, it has to be built anew. */
    void define(String table, String eventName) {
        define(table, new Matcher(new Matcher.Kind.Custom(eventName), Optional.empty()));
    }

    /** A table of the events that have this value under this key. */
    void define(String table, String key, String value) {
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

    /** Toggles or archives. */
    void set(String table, SyncState state) {
        revision++;
        tables.computeIfPresent(
                table,
                (_, event) -> new EventTable(
                        event.definitionId(), event.name(), table, event.revision(), event.fingerprint(), state));
    }

    /** A property of events, and one of users beside it, whose columns have one name and one type. */
    void property(String key, String column, ColumnType type) {
        property(key, column, type, true);
    }

    void property(String key, String column, ColumnType type, boolean synced) {
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

    void capture(String eventName, long userId, Map<String, String> properties) {
        capture(eventName, userId, START.plusSeconds(position), properties);
    }

    /** The next run lands it. */
    void capture(String eventName, long userId, Instant time, Map<String, String> properties) {
        position++;
        var row = new ArrayList<Object>();
        Collections.addAll(row, position, eventId(position), time, time, userId);
        Collections.addAll(row, "d" + userId, null, null, "custom", eventName, "web");
        row.addAll(Collections.nCopies(VISIT_COLUMNS_AFTER_LIBRARY + PAGE_AND_TARGET_COLUMNS, null));
        row.add(json(properties));
        stage(Staging.LANDED_EVENTS, row);
    }

    static long eventId(long position) {
        return position * 7;
    }

    /** A user as they are now, with all their properties. */
    void user(long userId, String identity, Instant joined, Map<String, String> properties) {
        stage(
                Staging.LANDED_USERS,
                Arrays.asList(userId, false, identity, joined, joined, json(properties), json(Map.of())));
    }

    /** A user turns out to be another, who is known. */
    void migrate(long fromUserId, long toUserId) {
        stage(Staging.LANDED_USERS, Arrays.asList(fromUserId, true, null, null, null, "{}", "{}"));
        stage(Staging.CHANGED_MIGRATIONS, List.of(fromUserId, toUserId, START, false));
    }

    /** All of a user up to now. */
    void delete(long userId) {
        stage(Staging.LANDED_USERS, Arrays.asList(userId, true, null, null, null, "{}", "{}"));
        stage(Staging.DELETED_USERS, List.of(userId, position));
    }

    private void stage(String table, List<?> row) {
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
    Plan run() {
        try (var warehouse = engine.open(LAYOUT)) {
            var plan = apply(warehouse);
            warehouse.commit();
            if (staged.containsKey(Staging.DELETED_USERS)) {
                warehouse.compact();
            }
            warehouse.publish();
            staged.clear();
            return plan;
        }
    }

    private Plan apply(Warehouse warehouse) {
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
        return RunSteps.run(warehouse, snapshot(), landed(warehouse.cursors()), Long.MAX_VALUE);
    }

    private Landed landed(Warehouse.Cursors before) {
        return new Landed(
                before,
                new Warehouse.Cursors(position, before.feedPosition() + 1),
                count(Staging.LANDED_EVENTS),
                count(Staging.LANDED_USERS),
                count(Staging.CHANGED_MIGRATIONS),
                List.of());
    }

    private long count(String table) {
        return staged.getOrDefault(table, List.of()).size();
    }

    private SyncSnapshot snapshot() {
        var storedNames = new HashMap<String, String>();
        eventProperties.forEach((key, property) -> storedNames.put(key, property.storedName()));
        var readable = new HashMap<Long, String>();
        matchers.keySet().forEach(id -> readable.put(id, "{}"));
        return new SyncSnapshot(
                engine.target(),
                new Desired(revision, List.copyOf(tables.values()), eventProperties, userProperties),
                matchers,
                Map.of(),
                storedNames,
                keys,
                readable);
    }

    /** What a reader is answered. */
    List<List<String>> select(List<String> columns, String table, String order) {
        return engine.read(
                "SELECT %s FROM %s ORDER BY %s".formatted(quoted(columns), quoted(table), dialect.quote(order)));
    }

    /** The values of one column. */
    List<String> select(String column, String table, String order) {
        return select(List.of(column), table, order).stream()
                .map(List::getFirst)
                .toList();
    }

    /** The rows of several tables, by table; no table without rows. */
    Map<String, List<List<String>>> selectAll(List<String> columns, List<String> tables) {
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
