package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.HeardWarehouse;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader who does not end makes a run wait, and nobody else; a run that changes a table makes its readers wait, and no more. */
class PostgresReadersTest extends PostgresExample {

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE relation = CAST('%s' AS regclass) AND NOT granted";

    private static final Pattern CHANGES =
            Pattern.compile("(held|free) (ALTER|UPDATE|INSERT|DELETE)[A-Z ]* \"shop_test\".\"(paid|returned)\"");

    private static void read(Connection reader, String relation) throws SQLException {
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + relation)) {
            assertTrue(rows.next());
        }
    }

    @Test
    void otherReadersAreAnsweredWhileARunWaitsForOne() throws SQLException, InterruptedException, ExecutionException {
        others("shop_test.sold");
    }

    @Test
    void readersOfAViewAreNoDifferent() throws SQLException, InterruptedException, ExecutionException {
        writer.execute("CREATE VIEW shop_test.mine AS SELECT * FROM shop_test.sold");
        others("shop_test.mine");
        assertEquals("3", value("SELECT count(*) FROM shop_test.mine"));
    }

    private void others(String relation) throws SQLException, InterruptedException, ExecutionException {
        try (var reader = writer.connect();
                var runs = Executors.newSingleThreadExecutor()) {
            read(reader, relation);
            var run = runs.submit(() -> rebuild(THREE));
            try {
                // Several times: each time it must have let go in between.
                for (int i = 0; i < 3; i++) {
                    awaitWaiting(relation);
                    assertEquals("1", value("SELECT count(*) FROM " + relation));
                }
                assertFalse(run.isDone());
            } finally {
                reader.rollback();
            }
            run.get();
        }
        assertEquals("3", value("SELECT count(*) FROM shop_test.sold"));
    }

    private void awaitWaiting(String relation) {
        while ("0".equals(value(WAITING.formatted(relation)))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void valuesOfAColumnThatWidensAreReadAllAlong() throws InterruptedException, ExecutionException {
        var shop = new SmallShop(people);
        shop.define("paid", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        pay(shop, "1");
        var done = new AtomicBoolean();
        try (var readers = Executors.newSingleThreadExecutor()) {
            var looks = readers.submit(() -> {
                var seen = new TreeSet<String>();
                while (!done.get()) {
                    seen.add(value(
                            "SELECT string_agg(CAST(amount AS text), ' ' ORDER BY event_id) FROM shop_test.paid"));
                }
                return seen;
            });
            try {
                shop.property("amount", "amount", ColumnType.DOUBLE);
                pay(shop, "2.5");
                shop.property("amount", "amount", ColumnType.TEXT);
                pay(shop, "many");
            } finally {
                done.set(true);
            }
            var whole = Set.of("1", "1 2.5", "1 2.5 many");
            assertTrue(whole.containsAll(looks.get()), () -> looks.resultNow().toString());
        }
        assertEquals("1 2.5 many", value("SELECT string_agg(amount, ' ' ORDER BY event_id) FROM shop_test.paid"));
    }

    private static void pay(SmallShop shop, String amount) {
        shop.capture("order", 1, Map.of("amount", amount));
        shop.run();
    }

    @Test
    void readersOfATableThatChangesItsShapeWaitForItsOwnRowsAlone() {
        var shop = new SmallShop(people);
        shop.define("paid", "order");
        shop.define("returned", "refund");
        shop.user(3, "three", SmallShop.START, Map.of());
        shop.capture("order", 3, Map.of());
        shop.capture("refund", 3, Map.of());
        shop.run();
        shop.property("coupon", "coupon", ColumnType.TEXT);
        shop.user(4, "four", SmallShop.START, Map.of());
        shop.migrate(3, 4);
        shop.capture("order", 4, Map.of("coupon", "c"));
        shop.capture("refund", 4, Map.of());

        var sent = new ArrayList<String>();
        shop.run(warehouse -> HeardWarehouse.ofStatements(warehouse, sql -> sent.add(locks() + sql)));
        assertEquals(
                List.of(
                        "free UPDATE returned",
                        "free INSERT returned",
                        "held ALTER paid",
                        "held UPDATE paid",
                        "held INSERT paid"),
                sent.stream().flatMap(PostgresReadersTest::ofTables).toList());
        assertEquals(
                List.of(List.of("4", "c")),
                people.read("SELECT user_id, coupon FROM shop_test.paid WHERE coupon IS NOT NULL"));
    }

    @Test
    void readerOfAMaterializedViewMakesTheRunThatWidensItsColumnGiveUp() throws SQLException {
        var shop = new SmallShop(people);
        shop.define("paid", "order");
        shop.property("amount", "amount", ColumnType.BIGINT);
        pay(shop, "1");
        people.execute("CREATE MATERIALIZED VIEW shop_test.kept AS SELECT amount FROM shop_test.paid");
        shop.property("amount", "amount", ColumnType.TEXT);
        try (var reader = writer.connect()) {
            people.execute("GRANT SELECT ON shop_test.kept TO " + writer);
            read(reader, "shop_test.kept");
            var refusal = assertThrows(WarehouseFailure.Busy.class, () -> pay(shop, "many"));
            assertTrue(refusal.getMessage().contains("somebody else holds"), refusal::getMessage);
            assertEquals("1", value("SELECT string_agg(CAST(amount AS text), ' ') FROM shop_test.paid"));
            reader.rollback();
        }
        shop.run();
        assertEquals("1 many", value("SELECT string_agg(amount, ' ' ORDER BY event_id) FROM shop_test.paid"));
        assertEquals("text", value("SELECT DISTINCT CAST(pg_typeof(amount) AS text) FROM shop_test.kept"));
    }

    private String locks() {
        return value("SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
                + " AND relation = CAST('shop_test.paid' AS regclass)) THEN 'held ' ELSE 'free ' END");
    }

    private static Stream<String> ofTables(String sent) {
        var matcher = CHANGES.matcher(sent);
        return matcher.lookingAt()
                ? Stream.of("%s %s %s".formatted(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Stream.of();
    }

    @Test
    void readerWhoNeverEndsMakesTheRunGiveUp() throws SQLException {
        try (var reader = writer.connect();
                var run = PostgresConnections.open(writer.target(), "")) {
            read(reader, "shop_test.sold");
            var reservation = new PostgresReservation(run, LAYOUT, 1);
            var refusal = assertThrows(WarehouseFailure.Busy.class, () -> reservation.take(List.of("sold")));
            assertTrue(refusal.getMessage().contains("that must change: sold; end them"), refusal::getMessage);
            reader.rollback();
            reservation.take(List.of("sold"));
        }
    }
}
