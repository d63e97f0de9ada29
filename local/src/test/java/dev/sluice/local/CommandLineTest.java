package dev.sluice.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.console.ExitCode;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command owes the person who types it. */
final class CommandLineTest {

    static Stream<String> commands() {
        return Sluice.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        var run = CommandRun.of(command, "--help");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertTrue(run.out().startsWith("Usage: ./sluice " + command), run.out());
    }

    @Test
    void whatNeedsARunningSluiceSaysHowToStartIt(@TempDir Path empty) {
        var run = CommandRun.of("plan", "--dir", empty.toString());
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains("start it with ./sluice up"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void aDefinitionHasExactlyOneKind(@TempDir Path empty) {
        var none = CommandRun.of("define", "Anything", "--dir", empty.toString());
        var two = CommandRun.of("define", "Anything", "--pageviews", "--click", ".buy", "--dir", empty.toString());
        assertEquals(ExitCode.FAILED, none.exitCode());
        assertEquals(ExitCode.FAILED, two.exitCode());
        assertTrue(two.err().contains("mutually exclusive"), two.err());
    }

    @Test
    void servicesElsewhereAreCalledWhereOneSaysThatTheyAre() {
        var nobody = "127.0.0.1:1";
        refused("does not answer", "runs", "--sync-at", nobody, "--environment", "shop", "--warehouse", "local");
        refused("does not answer", "schedule", "--at", nobody, "--environment", "shop", "--warehouse", "local");
        refused("does not answer", "cancel", "run", "--sync-at", nobody, "--tls");
        refused("--environment and the warehouse with --warehouse", "plan", "--sync-at", nobody);
        refused("is no address of sync-worker", "verify", "--sync-at", "http://sluice.example:9000");
        refused(
                "say where definitions-service is; --at",
                "sync",
                "--only=Order",
                "--sync-at=" + nobody,
                "--environment=shop",
                "--warehouse=local");
    }

    private static void refused(String message, String... arguments) {
        var run = CommandRun.of(arguments);
        assertEquals(ExitCode.FAILED, run.exitCode(), run::toString);
        assertTrue(run.err().contains(message), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }
}
