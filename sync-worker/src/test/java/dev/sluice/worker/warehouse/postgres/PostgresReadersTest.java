package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.SmallShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A reader who does not end makes a run wait, and nobody else; a run that changes a table makes its readers wait, and no more. */
class PostgresReadersTest extends PostgresExample {

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE relation = CAST('%s' AS regclass) AND NOT granted";

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
