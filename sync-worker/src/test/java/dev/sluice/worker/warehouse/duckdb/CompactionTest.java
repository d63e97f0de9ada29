package dev.sluice.worker.warehouse.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted is in no byte of a compacted file, and everything else is as it was. */
class CompactionTest {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final String IDENTITY = "ann.who.is.to.be.forgotten@example.com";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void publishManyUsers() {
        file = folder.resolve("shop.duckdb");
        try (var warehouse = DuckDbWarehouse.open(file, LAYOUT)) {
            // Compressed text could not be looked for.
            warehouse.execute("SET force_compression = 'uncompressed'");
            warehouse.execute("CREATE SCHEMA shop_test");
            warehouse.execute("CREATE TABLE shop_test.users AS SELECT i AS user_id, CASE WHEN i % 1000 = 7 THEN '"
                    + IDENTITY + "' ELSE 'user ' || i || ' of many' END AS identity FROM range(50000) AS r(i)");
            warehouse.execute("CREATE VIEW shop_test.all_events AS SELECT user_id FROM shop_test.users");
            warehouse.execute("INSERT INTO %s VALUES (1, 2, 'run', 3)".formatted(warehouse.raw("cursors")));
            warehouse.commit();
            warehouse.publish();
        }
        assertTrue(isIn(file, IDENTITY));
    }

    @Test
    void freeSpaceKeepsWhatWasDeleted() {
        try (var warehouse = DuckDbWarehouse.open(file, LAYOUT)) {
            delete(warehouse);
            warehouse.publish();
        }
        assertTrue(isIn(file, IDENTITY));
    }

    @Test
    void nothingOfWhatWasDeletedIsInTheBytes() throws SQLException {
        deleteAndPublish();
        assertFalse(isIn(file, IDENTITY));
        assertFalse(isIn(folder.resolve("shop.duckdb.working"), IDENTITY));
        assertEquals(49_950, count("SELECT count(*) FROM shop_test.all_events"));
        assertEquals(49_950, count("SELECT count(DISTINCT identity) FROM shop_test.users"));
    }

    @Test
    void compactedFilesCanBeReadByTheSameVersionsOfDuckDb() throws SQLException {
        var before = storageVersion();
        deleteAndPublish();
        assertEquals(before, storageVersion());
    }

    @Test
    void whatARunThatDiedLeftIsInNobodysWay() throws IOException, SQLException {
        Files.writeString(folder.resolve("shop.duckdb.compacted"), "half a file");
        deleteAndPublish();
        assertEquals(49_950, count("SELECT count(*) FROM shop_test.users"));
        assertFalse(Files.exists(folder.resolve("shop.duckdb.compacted")));
    }

    private void deleteAndPublish() {
        try (var warehouse = DuckDbWarehouse.open(file, LAYOUT)) {
            delete(warehouse);
            warehouse.compact();
            warehouse.publish();
        }
    }

    private static void delete(DuckDbWarehouse warehouse) {
        warehouse.execute("DELETE FROM shop_test.users WHERE identity = '" + IDENTITY + "'");
        warehouse.commit();
    }

    private String storageVersion() throws SQLException {
        return query("SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal");
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(query(sql));
    }

    private String query(String sql) throws SQLException {
        try (var reader = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                var statement = reader.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static boolean isIn(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
