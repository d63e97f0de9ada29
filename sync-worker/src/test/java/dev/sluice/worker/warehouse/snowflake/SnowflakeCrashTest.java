package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.contract.Contents;
import dev.sluice.worker.warehouse.contract.SmallShop;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run may die before or after any statement that reaches Snowflake, those of its opening, its loads, its sessions side
 * by side and its end included. Readers then see the rows from before it or its own, whole, and the next run makes what
 * an undisturbed one would have made.
 */
class SnowflakeCrashTest {

    /** {@code -Dsluice.law.tries=1000} lets a run die at every boundary. */
    private static final int TRIES = Integer.getInteger("sluice.law.tries", 4);

    private static final List<String> WHOLE = List.of("returned", "wished", "segment_buyers");

    private SnowflakeEngine engine;
    private SmallShop shop;
    private Map<String, List<List<String>>> before;
    private Map<String, List<List<String>>> after;
    private Map<String, List<String>> undisturbed;
    private List<String> statements;

    /** When a run dies: at a statement that is counted from 1. */
    private record Death(int statement, boolean carriedOut) {

        void plan(SnowflakeStandIn server) {
            if (carriedOut) {
                server.dieAfter(statement);
            } else {
                server.dieBefore(statement);
            }
        }
    }

    @BeforeEach
    void beginWithAPast() {
        engine = SnowflakeEngine.onStandIn();
        shop = new SmallShop(engine);
        shop.define("sold", "order");
        shop.define("returned", "refund");
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= 3; user++) {
            shop.user(user, "user " + user, SmallShop.START, Map.of("amount", "1"));
            shop.capture("order", user, Map.of("amount", "7"));
            shop.capture("refund", user, Map.of("amount", "8"));
            shop.capture("complaint", user, Map.of("amount", "9"));
        }
        shop.run();
        before = seen(engine);
        changeALot();
        runUndisturbed();
    }

    private void changeALot() {
        shop.define("wished", "wish");
        shop.define("returned", "complaint");
        shop.segment("segment_buyers", "sold");
        shop.property("amount", "amount", ColumnType.DOUBLE);
        shop.property("coupon", "coupon", ColumnType.TEXT);
        shop.user(4, "user 4", SmallShop.START, Map.of("amount", "2.5"));
        shop.migrate(3, 4);
        for (long user = 1; user <= 4; user++) {
            shop.capture("order", user, Map.of("amount", "7.5", "coupon", "c"));
            shop.capture("wish", user, Map.of("amount", "6"));
        }
    }

    private void runUndisturbed() {
        try (var another = engine.copy()) {
            server(another).log().clear();
            shop.in(another).run();
            statements = server(another).log().statements().stream()
                    .map(statement -> statement.sql())
                    .toList();
            after = seen(another);
            undisturbed = Contents.of(another, SmallShop.LAYOUT);
        }
    }

    @AfterEach
    void takeAway() {
        engine.close();
    }

    private static SnowflakeStandIn server(SnowflakeEngine engine) {
        return ((StandInAccount) engine.account()).server();
    }

    /** Which rows of which users readers see; nothing of a table that is not there. */
    private static Map<String, List<List<String>>> seen(SnowflakeEngine engine) {
        var there = engine.read("SELECT LOWER(table_name) FROM INFORMATION_SCHEMA.TABLES"
                + " WHERE table_schema = 'SHOP_TEST' AND table_type = 'BASE TABLE'");
        var seen = new TreeMap<String, List<List<String>>>();
        for (String table : List.of("users", "sessions", "sold", "returned", "wished", "segment_buyers")) {
            if (there.contains(List.of(table))) {
                boolean events = !table.equals("users") && !table.equals("segment_buyers");
                seen.put(
                        table,
                        engine.read("SELECT user_id%s FROM shop_test.%s ORDER BY 1%s"
                                .formatted(events ? ", event_id" : "", table, events ? ", 2" : "")));
            }
        }
        return seen;
    }

    @Test
    void runThatDiesAtAnyStatementIsDoneByTheNext() {
        for (var death : deaths()) {
            try (var there = engine.copy()) {
                var left = die(there, death);
                assertWhole(seen(there), death);
                left.run();
                assertEquals(undisturbed, Contents.of(there, SmallShop.LAYOUT), death::toString);
                assertNothingIsLeft(there, death);
            }
        }
    }

    /** At the transactions, and evenly between. */
    private Set<Death> deaths() {
        var deaths = new LinkedHashSet<Death>();
        for (int at = 1; at <= statements.size(); at++) {
            if (statements.get(at - 1).equals("COMMIT")) {
                deaths.add(new Death(at, false));
                deaths.add(new Death(at, true));
            }
        }
        int boundaries = 2 * statements.size();
        int tries = Math.min(TRIES, boundaries);
        for (int i = 0; i < tries; i++) {
            int boundary = (int) ((2L * i + 1) * boundaries / (2L * tries));
            deaths.add(new Death(1 + boundary / 2, boundary % 2 == 1));
        }
        return deaths;
    }

    /** At its end, where it only drops what is of no use any more, a run that has shown all does not even notice. */
    private SmallShop die(SnowflakeEngine there, Death death) {
        var dying = shop.in(there);
        death.plan(server(there));
        try {
            dying.run();
        } catch (RuntimeException e) {
            server(there).comeBack();
            return dying;
        }
        server(there).comeBack();
        assertEquals(after, seen(there), death::toString);
        return dying;
    }

    /** Rows of all tables that go on are of one moment; tables that are built anew follow, each by itself. */
    private void assertWhole(Map<String, List<List<String>>> seen, Death death) {
        var moved = List.of("users", "sessions", "sold");
        assertTrue(
                moved.stream().allMatch(table -> seen.get(table).equals(before.get(table)))
                        || moved.stream().allMatch(table -> seen.get(table).equals(after.get(table))),
                () -> death + " shows " + seen);
        for (String table : WHOLE) {
            var rows = seen.get(table);
            assertTrue(
                    rows == null
                            ? !before.containsKey(table)
                            : rows.equals(before.get(table)) || rows.equals(after.get(table)),
                    () -> death + " shows " + seen);
        }
    }

    private static void assertNothingIsLeft(SnowflakeEngine there, Death death) {
        var schemas = there.read("SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA WHERE schema_name LIKE 'SHOP%'");
        assertEquals(3, schemas.size(), () -> death + " leaves " + schemas);
    }
}
