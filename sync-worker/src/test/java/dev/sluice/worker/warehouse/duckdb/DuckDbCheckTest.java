package dev.sluice.worker.warehouse.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.NotChecked;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbCheckTest {

    private static final Layout LAYOUT = Layout.of("shop_test");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("shop.duckdb");
    }

    @Test
    void folderMustBeThere() {
        file = folder.resolve("nowhere").resolve("shop.duckdb");
        var checks = check();
        var failed = assertInstanceOf(Failed.class, checks.getFirst());
        assertEquals("there is no folder " + file.getParent(), failed.found());
        assertInstanceOf(NotChecked.class, checks.getLast());
        assertFalse(Files.exists(file.getParent()));
    }

    @Test
    void folderMustBeWritable() {
        assumeFalse(!folder.toFile().setWritable(false) || Files.isWritable(folder), "the user may write everywhere");
        var failed = assertInstanceOf(Failed.class, check().getFirst());
        assertTrue(failed.found().startsWith("the worker may not write to"), failed.found());
    }

    @Test
    void fileThatIsNotThereIsNotMade() throws IOException {
        assertPassed("%s is not there yet; the first run makes it".formatted(file));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void fileOfEarlierRunsPassesAlsoWhileOneWritesAndKeepsItsLock() throws Exception {
        try (var run = DuckDbWarehouse.open(file, LAYOUT)) {
            assertPassed("a run has begun %s and not shown it yet".formatted(file));
            run.commit();
            run.publish();
        }
        assertPassed("%s holds what earlier runs made for shop_test".formatted(file));
        try (var run = DuckDbWarehouse.open(file, LAYOUT)) {
            assertPassed("%s holds what earlier runs made for shop_test".formatted(file));
            run.commit();
            run.publish();
        }
    }

    @Test
    void fileOfAnotherEnvironmentIsRefused() {
        try (var run = DuckDbWarehouse.open(file, Layout.of("other_test"))) {
            run.commit();
            run.publish();
        }
        assertRefused(
                "%s holds a database that Sluice did not make for shop_test, with other_test_raw.".formatted(file));
    }

    @Test
    void fileOfSomebodyElseIsRefusedAndStaysAsItWas() throws Exception {
        make("CREATE TABLE a AS SELECT 1 AS x", "CREATE TABLE b AS SELECT 1 AS x", "CREATE TABLE c AS SELECT 1 AS x");
        make("CREATE TABLE d AS SELECT 1 AS x");
        var before = Files.readAllBytes(file);
        assertRefused(("%s holds a database that Sluice did not make for shop_test, with main.a, main.b, main.c and"
                        + " more")
                .formatted(file));
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file, "no database ".repeat(1_000));
        assertRefused("%s is not a DuckDB database".formatted(file));
        Files.delete(file);
        Files.createDirectory(file);
        assertRefused("%s is a folder".formatted(file));
    }

    private List<WarehouseCheck> check() {
        return new DuckDbCheck(file, LAYOUT).report().checks();
    }

    private void assertPassed(String found) {
        assertEquals(found, assertInstanceOf(Passed.class, check().getLast()).found());
        assertTrue(new DuckDbCheck(file, LAYOUT).report().usable());
    }

    private void assertRefused(String found) {
        var failed = assertInstanceOf(Failed.class, check().getLast());
        assertTrue(failed.found().startsWith(found), failed.found());
        assertFalse(new DuckDbCheck(file, LAYOUT).report().usable());
    }

    private void make(String... statements) throws SQLException {
        try (var connection = DuckDbConnections.open(file.toString(), Optional.empty());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
