package dev.sluice.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.CommandRun;
import dev.sluice.local.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
final class DemoIT {

    @Test
    void theDemoChecksItsOwnNumbersAndLeavesNothingRunning(@TempDir Path folder) {
        var run = CommandRun.of("demo", "--dir", folder.resolve("demo").toString());
        assertEquals(ExitCode.DONE, run.exitCode(), () -> run.out() + run.err());
        assertTrue(run.out().contains("all agree"), run.out());
        assertFalse(Files.exists(folder.resolve("demo/state.json")));
        assertFalse(Files.exists(folder.resolve("demo/postgresql/postmaster.pid")));
    }

    @Test
    void theDemoRefusesAFolderInWhichSomethingIs(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("something"), "");
        var run = CommandRun.of("demo", "--dir", folder.toString());
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains("is not empty"), run.err());
    }
}
