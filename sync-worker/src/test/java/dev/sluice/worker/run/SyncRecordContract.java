package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code _sync_info} and {@code _sync_history} tell analysts what each table is, up to when, and what runs did to it. */
public abstract class SyncRecordContract extends OneWarehouse {

    private static final String KINDS =
            "SELECT event_table_name, table_kind, definition_name FROM shop_test._sync_info ORDER BY event_table_name";
    private static final String REVISION =
            "SELECT definition_revision FROM shop_test._sync_info WHERE event_table_name = '%s'";
    private static final String TIMES =
            "SELECT DISTINCT sync_started, synced_to_time, sync_ended > sync_started FROM shop_test._sync_info";
    private static final String WRITTEN = "SELECT event_table_name, inserted_row_count FROM shop_test._sync_info";
    private static final String HISTORY =
            "SELECT run_id, event_table_name, inserted_row_count, changes, definition_revision FROM shop_test._sync_history";
    private static final Set<String> EVERY_TABLE =
            Set.of("sessions", "pageviews", "users", "user_migrations", "sold", "returned", "segment_buyers");

    /** Of SmallShop's runs. */
    private static final String STARTED = "2026-03-02T10:00:00Z";

    private final Set<String> known = new HashSet<>();
    private SmallShop shop;

    /** What one run wrote down of a table. */
    private record Told(long inserted, String changes, String revision) {}

    @BeforeEach
    final void sell() {
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.segment("segment_buyers", "sold");
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= 2; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
            shop.capture("order", user, Map.of("amount", "7"));
        }
        shop.capture("refund", 1, Map.of("amount", "8"));
        shop.run();
        toldByTheLastRun();
    }

    /** By table. */
    private Map<String, Told> toldByTheLastRun() {
        var told = new HashMap<String, Told>();
        var fresh = engine.read(HISTORY).stream()
                .filter(row -> !known.contains(row.getFirst()))
                .toList();
        assertTrue(fresh.stream().map(List::getFirst).distinct().count() <= 1, fresh::toString);
        for (var row : fresh) {
            known.add(row.getFirst());
            told.put(row.get(1), new Told(Long.parseLong(row.get(2)), row.get(3), row.get(4)));
        }
        assertEquals(fresh.size(), told.size(), "each table once");
        return told;
    }

    private Map<String, Long> written() {
        return engine.read(WRITTEN).stream()
                .collect(Collectors.toMap(List::getFirst, row -> Long.parseLong(row.get(1))));
    }

    private String revision(String table) {
        return engine.read(REVISION.formatted(table)).getFirst().getFirst();
    }

    @Test
    void eachTableIsToldWithWhatItIsMadeFrom() {
        assertEquals(
                List.of(
                        row("pageviews", "pageviews", null),
                        row("returned", "event", "Event 2"),
                        row("segment_buyers", "segment", "Segment 1"),
                        row("sessions", "sessions", null),
                        row("sold", "event", "Event 1"),
                        row("user_migrations", "user_migrations", null),
                        row("users", "users", null)),
                engine.read(KINDS));
        assertEquals(List.of(row(STARTED, STARTED, "true")), engine.read(TIMES));
    }

    private static List<String> row(String... values) {
        return Arrays.asList(values);
    }

    @Test
    void firstRunWritesEverything() {
        assertEquals(
                Map.of(
                        "users", 2L,
                        "sessions", 2L,
                        "pageviews", 0L,
                        "user_migrations", 0L,
                        "sold", 2L,
                        "returned", 1L,
                        "segment_buyers", 2L),
                written());
    }

    @Test
    void runTellsOfEachTableWhatItDid() {
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.run();
        var told = toldByTheLastRun();
        assertEquals(EVERY_TABLE, told.keySet());
        assertEquals(new Told(1, "Append 1 row to sold.", revision("sold")), told.get("sold"));
        assertEquals(new Told(0, null, revision("returned")), told.get("returned"));
        assertEquals(new Told(0, null, null), told.get("users"));
        assertEquals(1, written().get("sold"));
        assertEquals(0, written().get("returned"));
    }

    @Test
    void usersWhoMoveAreTold() {
        shop.user(3, "user 3", SmallShop.START, Map.of("amount", "3"));
        shop.migrate(2, 3);
        shop.run();
        var told = toldByTheLastRun();
        assertEquals(
                "Move 1 row of sold to the users they turned out to be of.",
                told.get("sold").changes());
        assertEquals(new Told(1, "Enter 1 migration in user_migrations.", null), told.get("user_migrations"));
        assertEquals(1, told.get("users").inserted());
    }

    @Test
    void rebuiltTableIsToldWithItsNewRevision() {
        var before = revision("sold");
        shop.define("sold", "refund");
        shop.run();
        var told = toldByTheLastRun().get("sold");
        assertEquals(
                "Rebuild sold with 1 row, as its definition changed from revision %s to %s, and swap it in one step."
                        .formatted(before, revision("sold")),
                told.changes());
        assertEquals(new Told(1, told.changes(), revision("sold")), told);
        assertEquals(1, written().get("sold"));
    }

    /** What was told of it last stays. */
    @Test
    void tableThatStandsStillIsNotToldOfAgain() {
        var before = revision("sold");
        shop.set("sold", SyncState.FROZEN);
        shop.capture("order", 1, Map.of("amount", "9"));
        shop.capture("refund", 1, Map.of("amount", "9"));
        shop.run();
        assertFalse(toldByTheLastRun().containsKey("sold"));
        assertEquals(2, written().get("sold"));
        assertEquals(before, revision("sold"));
        assertEquals(1, written().get("returned"));
    }

    @Test
    void tableThatIsLeftOutIsNotToldOf() {
        engine.execute("CREATE VIEW shop_test.wished AS SELECT 42 AS mine");
        shop.define("wished", "wish");
        shop.run();
        assertEquals(Set.of("wished"), shop.leftOut().keySet());
        assertEquals(EVERY_TABLE, toldByTheLastRun().keySet());
        assertEquals(EVERY_TABLE, written().keySet());
    }
}
