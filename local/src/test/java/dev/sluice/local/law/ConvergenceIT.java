package dev.sluice.local.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.law.Call.Kind;
import dev.sluice.local.law.Call.Occurrence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * After any history of calls, in any order and batches, with runs in between, a warehouse equals one built from nothing
 * out of the same inputs, and both are what an oracle in plain Java says they must be.
 */
class ConvergenceIT {

    private static final Predicate<Occurrence> ANY = _ -> true;
    private static final String ROW = "SELECT mark, user_id, session_id, utm_source, heap_previous_page FROM ";

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void warehouseIsAFunctionOfTheSetOfCalls(@ForAll("histories") List<Call> history, @ForAll long seed) {
        var world = new World();
        play(world, history, new Random(seed));
        world.sync();
        try (var grown = world.open();
                var fresh = world.fresh()) {
            var dump = new Dump(grown);
            assertEquals(new Dump(fresh).everything(world.schema()), dump.everything(world.schema()));
            equalsOracle(history, dump, world.userNames());
            keysHold(dump);
        }
        nothingIsLeftToDo(world);
    }

    @Provide
    Arbitrary<List<Call>> histories() {
        return Histories.ofSize(40);
    }

    /** In a random order and random batches, some sent twice, with runs and one edit in between. */
    private static void play(World world, List<Call> history, Random random) {
        var calls = new ArrayList<>(history);
        Collections.shuffle(calls, random);
        boolean redefined = false;
        for (int from = 0; from < calls.size(); ) {
            int until = Math.min(calls.size(), from + 1 + random.nextInt(15));
            world.capture(calls.subList(from, until));
            if (random.nextInt(4) == 0) {
                world.capture(calls.subList(random.nextInt(until), until));
            }
            if (random.nextInt(2) == 0) {
                world.sync();
            }
            if (!redefined && random.nextInt(3) == 0) {
                world.redefine();
                redefined = true;
            }
            from = until;
        }
        world.redefine();
    }

    private static void equalsOracle(List<Call> history, Dump dump, Map<String, String> names) {
        var identities = new IdentityOracle(history);
        assertEquals(identities.users(), users(dump, names));
        assertEquals(identities.migrations(), migrations(dump, names));
        var events = new EventOracle(history, eventIds(dump));
        assertEquals(events.rows(ANY), rows(dump, "everything", names));
        assertEquals(events.rows(call -> call.kind() == Kind.ORDER), rows(dump, "ordered", names));
        assertEquals(
                events.rows(call -> call.kind() == Kind.CLICK && call.path().equals("/pricing")),
                rows(dump, "bought", names));
        assertEquals(
                events.rows(call -> call.kind() == Kind.PAGEVIEW && "ads".equals(events.source(call))),
                rows(dump, "from_mail", names));
        assertEquals(List.of(String.valueOf(events.sessions())), dump.column("SELECT count(*) FROM sessions"));
        propertiesAreWhole(events, dump);
    }

    /** No value is lost or changed for its type. */
    private static void propertiesAreWhole(EventOracle events, Dump dump) {
        Map.of("Amount", "amount", "count", "count", "note", "note", "gift", "gift", "Due Date", "due_date")
                .forEach((key, column) -> {
                    var expected = events.property(key, ANY);
                    if (!expected.isEmpty()) {
                        assertEquals(
                                PropertyOracle.column(expected),
                                dump.byKey("SELECT mark, \"%s\" FROM everything WHERE \"%s\" IS NOT NULL"
                                        .formatted(column, column)),
                                key);
                    }
                });
    }

    private static Map<String, Map<String, String>> users(Dump dump, Map<String, String> names) {
        var columns = dump.column("SELECT column_name FROM information_schema.columns WHERE table_name = 'users'"
                + " AND table_schema = current_schema()");
        var users = new TreeMap<String, Map<String, String>>();
        for (var user : dump.rows("SELECT user_id, strftime(joindate, '%Y-%m-%dT%H:%M:%SZ'), email, "
                + (columns.contains("plan") ? "plan" : "NULL") + " FROM users")) {
            var row = new TreeMap<>(Map.of("joindate", user.get(1), "email", user.get(2), "plan", user.get(3)));
            row.values().removeIf("null"::equals);
            users.put(names.get(user.getFirst()), row);
        }
        return users;
    }

    private static Map<String, String> migrations(Dump dump, Map<String, String> names) {
        var migrations = new TreeMap<String, String>();
        dump.rows("SELECT from_user_id, to_user_id, strftime(\"time\", '%Y-%m-%dT%H:%M:%SZ') FROM user_migrations")
                .forEach(row -> migrations.put(names.get(row.get(0)), names.get(row.get(1)) + " at " + row.get(2)));
        return migrations;
    }

    private static Map<String, Long> eventIds(Dump dump) {
        var ids = new HashMap<String, Long>();
        dump.rows("SELECT mark, event_id FROM everything")
                .forEach(row -> ids.put(row.get(0), Long.valueOf(row.get(1))));
        return ids;
    }

    private static Map<String, List<String>> rows(Dump dump, String table, Map<String, String> names) {
        var rows = new TreeMap<String, List<String>>();
        // A table that nothing has met has no columns of properties, and so no mark.
        if (dump.column("SELECT count(*) FROM " + table).equals(List.of("0"))) {
            return rows;
        }
        dump.byKey(ROW + table).forEach((mark, row) -> {
            var named = new ArrayList<>(row);
            named.set(0, names.get(row.getFirst()));
            rows.put(mark, named);
        });
        return rows;
    }

    private static void keysHold(Dump dump) {
        var unique = Map.of(
                "users", "user_id",
                "user_migrations", "from_user_id",
                "sessions", "user_id, session_id",
                "pageviews", "user_id, event_id",
                "everything", "user_id, event_id",
                "all_events", "user_id, event_id, event_table_name");
        unique.forEach((table, key) -> assertEquals(
                List.of(),
                dump.rows("SELECT %s FROM %s GROUP BY ALL HAVING count(*) > 1".formatted(key, table)),
                table));
        for (var table : List.of("users", "sessions", "all_events")) {
            assertEquals(
                    List.of(),
                    dump.rows("SELECT user_id FROM %s WHERE user_id IN (SELECT from_user_id FROM user_migrations)"
                            .formatted(table)));
        }
        assertEquals(
                dump.rows("SELECT count(*) FROM (FROM pageviews SELECT event_id UNION ALL FROM ordered SELECT event_id"
                        + " UNION ALL FROM everything SELECT event_id UNION ALL FROM bought SELECT event_id"
                        + " UNION ALL FROM from_mail SELECT event_id)"),
                dump.rows("SELECT count(*) FROM all_events"));
        assertEquals(
                List.of(),
                dump.rows("SELECT event_table_name FROM _sync_info WHERE event_table_name NOT IN"
                        + " (SELECT table_name FROM information_schema.tables)"));
    }

    private static void nothingIsLeftToDo(World world) {
        assertEquals(0, world.plan().getChangesCount(), () -> world.plan().toString());
        assertEquals(0, world.sync().getAppliedChanges());
    }
}
