package dev.sluice.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local PostgreSQL keeps. */
final class DatabaseTest {

    @TempDir
    private Path temporary;

    @Test
    void dataOutlivesAStopAndAServerThatWasLeftBehind() throws SQLException, IOException {
        var folder = new StackFolder(temporary);
        folder.create();
        try (var first = Database.start(folder, Ports.unused().postgres())) {
            execute(first, "CREATE TABLE kept AS SELECT 42 AS value");
        }
        var leftBehind = Database.start(folder, Ports.unused().postgres());
        var server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(folder.data().resolve("postmaster.pid"))
                                .getFirst()))
                .orElseThrow();
        assertEquals(42, number(leftBehind, "SELECT value FROM kept"));

        Database.endLeftover(folder);

        assertFalse(server.isAlive());
        leftBehind.close();
        try (var last = Database.start(folder, Ports.unused().postgres())) {
            assertEquals(42, number(last, "SELECT value FROM kept"));
        }
    }

    @Test
    void whatIsCommittedIsWrittenThrough() throws SQLException {
        var folder = new StackFolder(temporary);
        folder.create();
        try (var database = Database.start(folder, Ports.unused().postgres())) {
            assertEquals(
                    3,
                    number(
                            database,
                            "SELECT count(*) FROM pg_settings WHERE setting = 'on'"
                                    + " AND name IN ('fsync', 'synchronous_commit', 'full_page_writes')"));
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), Database.OWNER, Database.OWNER);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Database database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), Database.OWNER, Database.OWNER);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
