package dev.sluice.worker.landing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.landing.SessionOracle.Derived;
import dev.sluice.worker.landing.SessionOracle.Event;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Sessions and pages are a function of the set of events, in whatever order and batches they land. */
public abstract class SessionContract implements Contract {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final int VISIT_COLUMNS = 19;

    @Property(tries = 12)
    void sessionsDoNotDependOnOrderOrBatches(@ForAll("histories") List<Event> events, @ForAll long seed) {
        assertEquals(new TreeMap<>(SessionOracle.derive(events)), new TreeMap<>(landed(shuffledBatches(events, seed))));
    }

    @Test
    void lateEventJoinsTwoSessions() {
        var first = new Event(1, 0, "d", null, null, "pageview", "web", "/a");
        var last = new Event(2, 50, "d", null, null, "pageview", "web", "/b");
        var between = new Event(3, 25, "d", null, null, "custom", "web", null);
        var derived = landed(List.of(List.of(first, last), List.of(between)));
        assertEquals(new Derived(1L, "/b", "shop.example/a"), derived.get(2L));
        assertEquals(new Derived(1L, "/a", null), derived.get(3L));
    }

    /** The last event is out of reach of the late one, and yet no longer opens a session. */
    @Test
    void lateEventCanUndoALaterTakeOver() {
        var ann = new Event(1, 0, "d", null, "ann", "custom", "web", null);
        var unknown = new Event(2, 20, "d", null, null, "custom", "web", null);
        var bob = new Event(3, 45, "d", null, "bob", "custom", "web", null);
        var late = new Event(4, 5, "d", null, "bob", "custom", "web", null);
        assertEquals(
                4L,
                landed(List.of(List.of(ann, unknown, bob), List.of(late)))
                        .get(3L)
                        .sessionId());
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        var event = Combinators.combine(
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.of("d1", "d2"),
                        Arbitraries.of("s1").injectNull(0.8),
                        Arbitraries.of("ann", "bob").injectNull(0.7),
                        Arbitraries.of("pageview", "custom"),
                        Arbitraries.of("web", "web", "web", "ios", "server"),
                        Arbitraries.of("/a", "/b", "/c").injectNull(0.4))
                .as((minute, device, key, identity, kind, library, path) -> new Event(
                        0,
                        minute,
                        device,
                        key,
                        identity,
                        kind,
                        library,
                        kind.equals("pageview") && path == null ? "/" : path));
        return event.list().ofMinSize(1).ofMaxSize(25).map(SessionContract::numbered);
    }

    private static List<Event> numbered(List<Event> events) {
        var numbered = new ArrayList<Event>();
        for (var event : events) {
            numbered.add(new Event(
                    numbered.size() + 1L,
                    event.minute(),
                    event.device(),
                    event.sessionKey(),
                    event.identity(),
                    event.kind(),
                    event.library(),
                    event.path()));
        }
        return numbered;
    }

    private static List<List<Event>> shuffledBatches(List<Event> events, long seed) {
        var random = new Random(seed);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < shuffled.size(); ) {
            int until = Math.min(shuffled.size(), from + 1 + random.nextInt(8));
            batches.add(shuffled.subList(from, until));
            from = until;
        }
        return batches;
    }

    private Map<Long, Derived> landed(List<List<Event>> batches) {
        try (var engine = engine()) {
            return landed(batches, engine);
        }
    }

    private static Map<Long, Derived> landed(List<List<Event>> batches, Engine engine) {
        for (var batch : batches) {
            try (var warehouse = engine.open(LAYOUT)) {
                try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
                    batch.forEach(event -> load.add(row(event)));
                }
                warehouse.script("integrate_users");
                warehouse.script("integrate_events");
                warehouse.commit();
            }
        }
        try (var warehouse = engine.open(LAYOUT)) {
            return read(warehouse);
        }
    }

    private static List<?> row(Event event) {
        Instant time = START.plus(Duration.ofMinutes(event.minute()));
        var row = new ArrayList<Object>();
        Collections.addAll(row, event.id(), event.id(), time, time, 1L);
        Collections.addAll(row, event.device(), event.identity(), event.sessionKey(), event.kind(), null);
        row.add(event.library());
        row.addAll(Collections.nCopies(VISIT_COLUMNS - 1, null));
        Collections.addAll(row, event.path() == null ? null : "shop.example", event.path(), null, null, null);
        row.addAll(Collections.nCopies(6, null));
        row.add("{}");
        return row;
    }

    private static Map<Long, Derived> read(Warehouse warehouse) {
        var derived = new HashMap<Long, Derived>();
        warehouse.query(
                "SELECT event_id, coalesce(session_id, -1), path, heap_previous_page FROM "
                        + warehouse.raw("event_rows"),
                row -> derived.put(
                        row.number(1),
                        new Derived(row.number(2) == -1 ? null : row.number(2), row.text(3), row.text(4))));
        return derived;
    }
}
