package dev.sluice.worker.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A definition means the same events whether these are judged one by one, by the distinct values of their attributes, or
 * by the plain meaning of its matcher.
 */
public abstract class VerdictContract implements Contract {

    private static final Map<String, String> STORED = Map.of("a", "a", "B b", "b_b");
    private static final Positions ALL = new Positions(0, 1_000);

    @Property(tries = 15)
    void allWaysGiveTheSameVerdicts(
            @ForAll("events") List<List<?>> events,
            @ForAll("matchers") List<Matcher> matchers,
            @ForAll("beginnings") List<Instant> since) {
        try (var engine = engine();
                var warehouse = engine.openForPlanning(Layout.of("shop_test"))) {
            land(warehouse, events);
            var snapshot = snapshot(engine.target(), matchers, since);
            var expected = byMeaning(warehouse, snapshot);
            var ids = new ArrayList<>(snapshot.matchers().keySet());
            new EventPass(warehouse, snapshot, warehouse.raw(Staging.EVENT_ROWS), ids).over(ALL);
            assertEquals(expected, staged(warehouse, Set.copyOf(ids)), "one by one");
            warehouse.execute("DELETE FROM " + Staging.MATCHES);
            var pass = new ValuePass(warehouse, snapshot, ALL);
            var judged = new TreeSet<>(ids);
            judged.removeIf(id -> !pass.judge(id));
            assertEquals(only(expected, judged), staged(warehouse, judged), "by values");
            judged.forEach(id -> assertEquals(expected.get(id), built(warehouse, pass, id), "as rows of a table"));
        }
    }

    private static void land(Warehouse warehouse, List<List<?>> events) {
        try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
            events.forEach(load::add);
        }
        warehouse.script("integrate_users");
        warehouse.script("integrate_events");
    }

    /** The last matcher is of a combo of all others; it begins later where one is given. */
    private static SyncSnapshot snapshot(Target target, List<Matcher> matchers, List<Instant> since) {
        var byId = new TreeMap<Long, Matcher>();
        matchers.forEach(matcher -> byId.put(byId.size() + 1L, matcher));
        byId.put(
                byId.size() + 1L,
                new Matcher(
                        new Matcher.Kind.Combo(List.copyOf(byId.keySet())),
                        matchers.getFirst().where()));
        var beginnings = new TreeMap<Long, Instant>();
        since.forEach(instant -> beginnings.put(beginnings.size() + 1L, instant));
        beginnings.keySet().retainAll(byId.keySet());
        return new SyncSnapshot(
                target, new Desired(1, List.of(), Map.of(), Map.of()), byId, beginnings, STORED, Map.of(), Map.of());
    }

    private static Map<Long, Set<Long>> byMeaning(Warehouse warehouse, SyncSnapshot snapshot) {
        var expected = new TreeMap<Long, Set<Long>>();
        snapshot.matchers().keySet().forEach(id -> expected.put(id, new TreeSet<>()));
        for (var event : rows(warehouse)) {
            snapshot.matchers().forEach((id, matcher) -> {
                var beginning = snapshot.since().get(id);
                if (event.meets(matcher, snapshot.matchers()) && (beginning == null || !event.before(beginning))) {
                    expected.get(id).add(event.id());
                }
            });
        }
        return expected;
    }

    private static List<PlainEvent> rows(Warehouse warehouse) {
        var rows = new ArrayList<PlainEvent>();
        var select = new ArrayList<>(List.of("r.event_id", "r.kind", "r.name", "r.ancestry"));
        select.add(warehouse.dialect().instantText("r." + warehouse.dialect().quote("time")));
        PlainEvent.COLUMNS.forEach(
                column -> select.add("r." + warehouse.dialect().quote(column)));
        STORED.forEach((_, stored) -> select.add(warehouse.dialect().property("r", stored, ColumnType.TEXT)));
        warehouse.query(
                "SELECT %s FROM %s AS r".formatted(String.join(", ", select), warehouse.raw(Staging.EVENT_ROWS)),
                row -> rows.add(PlainEvent.read(row, List.copyOf(STORED.keySet()))));
        return rows;
    }

    private static Map<Long, Set<Long>> staged(Warehouse warehouse, Set<Long> definitions) {
        var staged = new TreeMap<Long, Set<Long>>();
        definitions.forEach(id -> staged.put(id, new TreeSet<>()));
        warehouse.query(
                "SELECT event_definition_id, event_id FROM " + Staging.MATCHES,
                row -> staged.get(row.number(1)).add(row.number(2)));
        return staged;
    }

    private static Set<Long> built(Warehouse warehouse, ValuePass pass, long definition) {
        long number = pass.stage(definition).orElseThrow().number();
        var rows = new TreeSet<Long>();
        warehouse.query("SELECT event_id FROM " + Staging.rowsOf(definition), row -> rows.add(row.number(1)));
        assertEquals(rows.size(), number);
        return rows;
    }

    private static Map<Long, Set<Long>> only(Map<Long, Set<Long>> verdicts, Set<Long> definitions) {
        var some = new TreeMap<>(verdicts);
        some.keySet().retainAll(definitions);
        return some;
    }

    @Provide
    Arbitrary<List<List<?>>> events() {
        return RandomEvents.lists();
    }

    @Provide
    Arbitrary<List<Matcher>> matchers() {
        return RandomMatchers.any().list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Instant>> beginnings() {
        return Arbitraries.of(RandomEvents.START, RandomEvents.START.plusSeconds(1_800))
                .list()
                .ofMaxSize(3);
    }
}
