package dev.sluice.worker.warehouse.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is of DuckDB alone: a warehouse is two files, and has one writer. */
class DuckDbWarehouseTest {

    private static final Layout LAYOUT = Layout.of("shop_test");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("shop.duckdb");
    }

    private DuckDbWarehouse open() {
        return DuckDbWarehouse.open(file, LAYOUT);
    }

    private void publishTable(String name) {
        try (var warehouse = open()) {
            warehouse.execute("CREATE SCHEMA IF NOT EXISTS shop_test");
            warehouse.execute("CREATE TABLE shop_test." + name + " (n BIGINT)");
            warehouse.commit();
            warehouse.publish();
        }
    }

    private List<String> tablesSeenBy(Connection reader) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = reader.createStatement();
                var rows = statement.executeQuery(
                        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'shop_test' ORDER BY 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private Connection connect() throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
    }

    private List<String> publishedTables() throws SQLException {
        try (var reader = connect()) {
            return tablesSeenBy(reader);
        }
    }

    @Test
    void statementIsCancelledFromBesideAndNoOtherIsTaken() throws InterruptedException {
        var meter = new Meter();
        try (var warehouse = DuckDbWarehouse.open(new Target.DuckDb(file, Optional.empty()), LAYOUT, meter)) {
            long before = meter.cost().statements();
            var endless = CompletableFuture.runAsync(
                    () -> warehouse.execute("SELECT count(*) FROM range(1000000000000) AS n (i) WHERE i % 7 = 3"));
            while (meter.cost().statements() == before) {
                Thread.sleep(10);
            }
            Thread.sleep(50);
            assertFalse(endless.isDone(), "it has an end");
            Stopped.assertStopped(meter, endless);
            assertThrows(WarehouseFailure.Stopped.class, () -> warehouse.execute("SELECT 1"));
        }
        open().close();
    }

    @Test
    void whatDoesNotFitIntoMemoryIsKeptBesideTheFileMeanwhile() {
        var overflow = folder.resolve("shop.duckdb.working.tmp");
        var target = new Target.DuckDb(file, Optional.of(64L << 20));
        try (var warehouse = DuckDbWarehouse.open(target, LAYOUT, new Meter())) {
            warehouse.execute(
                    "CREATE TEMP TABLE large AS SELECT md5(i::VARCHAR) AS a, sha256(i::VARCHAR) AS b FROM range(2000000) AS n (i)");
            assertEquals(2_000_000, warehouse.count("large WHERE length(b) = 64"));
            assertTrue(Files.exists(overflow));
        }
        assertTrue(Files.notExists(overflow));
    }

    /** DuckDB's own fault, at nine tenths of a row group. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE \"a table\" AS SELECT i FROM none",
                "-- A comment.\nCREATE TEMP TABLE \"a table\" AS SELECT i FROM none",
                "CREATE TABLE \"a table\" (i BIGINT); INSERT INTO \"a table\" (i) SELECT i FROM none"
            })
    void manyRowsThatFollowNoneAreReadInTheSameTransaction(String statements) {
        try (var warehouse = open()) {
            warehouse.execute("CREATE TABLE none (i BIGINT)");
            warehouse.execute("CREATE TABLE many AS SELECT range AS i FROM range(150000)");
            for (var statement : statements.split("; ")) {
                warehouse.execute(statement);
            }
            assertEquals(0, warehouse.count("\"a table\""));
            assertEquals(150_000, warehouse.execute("INSERT INTO \"a table\" SELECT i FROM many"));
            assertEquals(150_000, warehouse.count("\"a table\""));
            assertEquals(150_000, warehouse.count("many JOIN \"a table\" USING (i)"));
            warehouse.commit();
            assertEquals(150_000, warehouse.count("\"a table\""));
        }
    }

    @Test
    void rowsOfTheSameTransactionStayWhenNoneFollow() {
        try (var warehouse = open()) {
            warehouse.execute("CREATE TABLE kept AS SELECT range AS i FROM range(3)");
            warehouse.execute("INSERT INTO kept SELECT i FROM kept WHERE i > 10");
            assertEquals(3, warehouse.count("kept"));
            warehouse.commit();
            warehouse.execute("BEGIN TRANSACTION");
            warehouse.execute("INSERT INTO kept SELECT i FROM kept WHERE i > 10");
            assertEquals(3, warehouse.count("kept"));
        }
    }

    @Test
    void readersSeeNothingBeforePublishingAndKeepWhatTheyOpened() throws SQLException {
        publishTable("first");
        try (var reader = connect()) {
            publishTable("second");
            assertEquals(List.of("first"), tablesSeenBy(reader));
        }
        assertEquals(List.of("first", "second"), publishedTables());
    }

    @Test
    void lostWorkingFileIsMadeAgainFromThePublishedOne() throws IOException {
        publishTable("first");
        Files.delete(folder.resolve("shop.duckdb.working"));
        try (var warehouse = open()) {
            assertTrue(warehouse.inspect().tables().containsKey("first"));
        }
    }

    @Test
    void planningMakesNoFile() {
        try (var warehouse = DuckDbWarehouse.openForPlanning(file, LAYOUT)) {
            assertFalse(warehouse.inspect().schemaExists());
        }
        assertFalse(Files.exists(file));
        assertFalse(Files.exists(folder.resolve("shop.duckdb.working")));
    }

    @Test
    void fileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file, "a".repeat(10_000));
        assertThrows(WarehouseFailure.Unusable.class, this::open);
    }

    @Test
    void folderThatIsNotThereIsRefused() {
        file = folder.resolve("nowhere/shop.duckdb");
        assertThrows(WarehouseFailure.Unusable.class, this::open);
    }

    @Test
    void fileHeldByAnotherProcessIsBusy() throws IOException {
        publishTable("first");
        var holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileHolder.class.getName(),
                        folder.resolve("shop.duckdb.working").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals("held", holder.inputReader().readLine());
            var refusal = assertThrows(WarehouseFailure.Busy.class, this::open);
            assertTrue(refusal.getMessage().contains("held by another process"), refusal::getMessage);
        } finally {
            holder.destroy();
        }
    }
}
