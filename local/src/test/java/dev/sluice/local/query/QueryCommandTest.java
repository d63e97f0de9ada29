package dev.sluice.local.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.CommandRun;
import dev.sluice.local.console.ExitCode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can ask the warehouse, and how it answers. */
final class QueryCommandTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() throws SQLException {
        file = folder.resolve("local.duckdb");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA main_production");
            statement.execute("CREATE TABLE main_production.users AS"
                    + " SELECT 7 AS user_id, 'a \"quoted\", one' AS identity, NULL AS email, TRUE AS pro");
        }
    }

    @Test
    void namesAreFoundWithAndWithoutTheirSchema() {
        assertEquals("user_id\n7\n", query("SELECT user_id FROM users", "csv").out());
        assertEquals(
                "user_id\n7\n",
                query("SELECT user_id FROM main_production.users", "csv").out());
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertEquals(
                "user_id,identity,email,pro\n7,\"a \"\"quoted\"\", one\",,true\n",
                query("FROM users", "csv").out());
    }

    @Test
    void jsonKeepsTypes() {
        assertEquals(
                "{\"user_id\":7,\"identity\":\"a \\\"quoted\\\", one\",\"email\":null,\"pro\":true}\n",
                query("FROM users", "json").out());
    }

    @Test
    void aTableCountsItsRows() {
        var run = query("FROM users", "table");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().endsWith("1 row\n"), run.out());
    }

    @Test
    void aBadStatementGivesDuckDbsMessageInOneLine() {
        var run = query("SELECT nothing FROM users", "table");
        assertEquals(ExitCode.PARTLY, run.exitCode());
        assertTrue(run.err().startsWith("Binder Error"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void nothingCanBeChanged() {
        var run = query("DELETE FROM users", "table");
        assertEquals(ExitCode.PARTLY, run.exitCode());
        assertTrue(run.err().contains("read-only"), run.err());
    }

    @Test
    void withoutAFileItSaysHowToMakeOne() {
        var run = CommandRun.of("query", "--file", folder.resolve("none.duckdb").toString(), "SELECT 1");
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains("run ./sluice sync"), run.err());
    }

    private CommandRun query(String sql, String format) {
        return CommandRun.of("query", "--file", file.toString(), "--format", format, sql);
    }
}
