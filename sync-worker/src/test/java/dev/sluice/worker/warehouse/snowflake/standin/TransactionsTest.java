package dev.sluice.worker.warehouse.snowflake.standin;

import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.refusal;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.rows;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.run;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When changes are committed, and who waits for whom. */
class TransactionsTest {

    private static StandInExample example;

    private Connection one;
    private Connection other;

    @BeforeAll
    static void start() {
        example = StandInExample.start();
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        one = example.inSchema("WORK");
        run(one, "CREATE TABLE t (a NUMBER)", "INSERT INTO t VALUES (1)");
        other = example.connect();
        run(other, "USE SCHEMA work");
    }

    @AfterEach
    void disconnect() throws SQLException {
        one.close();
        other.close();
    }

    private static List<String> seen(Connection connection) throws SQLException {
        return rows(connection, "SELECT a FROM t ORDER BY a");
    }

    @Test
    void othersSeeAllOfItAfterTheCommit() throws SQLException {
        run(one, "BEGIN", "INSERT INTO t VALUES (2)", "UPDATE t SET a = a + 10");
        assertEquals(List.of("11", "12"), seen(one));
        assertEquals(List.of("1"), seen(other));
        run(one, "COMMIT");
        assertEquals(List.of("11", "12"), seen(other));
        run(one, "BEGIN", "DELETE FROM t", "ROLLBACK");
        assertEquals(List.of("11", "12"), seen(one));
    }

    @Test
    void theDriversAutocommitIsHeeded() throws SQLException {
        one.setAutoCommit(false);
        run(one, "INSERT INTO t VALUES (2)");
        assertEquals(List.of("1"), seen(other));
        one.rollback();
        run(one, "INSERT INTO t VALUES (3)");
        one.commit();
        assertEquals(List.of("1", "3"), seen(other));
        one.setAutoCommit(true);
    }

    @Test
    void whatDefinesCommitsWhatIsOpen() throws SQLException {
        run(one, "BEGIN", "INSERT INTO t VALUES (2)", "CREATE TABLE u (a NUMBER)", "ROLLBACK");
        assertEquals(List.of("1", "2"), seen(other));
    }

    @Test
    void aFailedStatementLeavesTheTransactionAsItWas() throws SQLException {
        run(one, "BEGIN", "INSERT INTO t VALUES (2)");
        assertEquals("100038 22018", refusal(one, "INSERT INTO t SELECT 'x'::NUMBER"));
        assertEquals("001003 42000", refusal(one, "INSERT INTO"));
        run(one, "INSERT INTO t VALUES (3)", "COMMIT");
        assertEquals(List.of("1", "2", "3"), seen(other));
    }

    @Test
    void whoUpdatesHasTheTableToItself() throws Exception {
        run(one, "BEGIN", "UPDATE t SET a = a + 1");
        run(other, "ALTER SESSION SET LOCK_TIMEOUT = 0");
        assertEquals("000625 57014", refusal(other, "UPDATE t SET a = a + 1"));
        run(other, "ALTER SESSION SET LOCK_TIMEOUT = 60", "BEGIN");
        assertEquals(List.of("1"), seen(other));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return update(other, "UPDATE t SET a = a + 1 WHERE a = 2");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(100);
        assertFalse(waiting.isDone());
        run(one, "COMMIT");
        assertEquals(1, waiting.get());
        run(other, "COMMIT");
        assertEquals(List.of("3"), seen(one));
    }

    @Test
    void aTransactionOnOlderRowsGoesOnWithWhatIsThereNow() throws SQLException {
        run(other, "CREATE TABLE mine (a NUMBER)", "BEGIN", "INSERT INTO mine VALUES (7)");
        run(one, "UPDATE t SET a = 5");
        assertEquals(1, update(other, "UPDATE t SET a = a + 1"));
        run(other, "COMMIT");
        assertEquals(List.of("6|7"), rows(one, "SELECT t.a, mine.a FROM t, mine"));
    }

    @Test
    void readersSeeATableBeforeItIsReplacedOrAfter() throws Exception {
        var replacing = CompletableFuture.runAsync(() -> {
            try {
                for (int round = 0; round < 20; round++) {
                    run(one, "CREATE OR REPLACE TABLE t COPY GRANTS AS SELECT 1 AS a UNION ALL SELECT 0");
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        while (!replacing.isDone()) {
            int count = seen(other).size();
            assertEquals(true, count == 1 || count == 2);
        }
        replacing.get();
    }

    @Test
    void aCopyGoesItsOwnWay() throws SQLException {
        run(one, "CREATE VIEW w AS SELECT a FROM t");
        try (var copy = example.copy();
                var there = copy.connect()) {
            run(there, "USE SCHEMA work", "INSERT INTO t VALUES (9)");
            assertEquals(List.of("1", "9"), rows(there, "SELECT a FROM w ORDER BY a"));
            assertEquals(List.of("1"), seen(one));
        }
        assertEquals(List.of("1"), seen(one));
    }
}
