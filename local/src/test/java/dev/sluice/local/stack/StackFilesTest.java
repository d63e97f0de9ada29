package dev.sluice.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.EnvironmentAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder tells about the Sluice that runs in it. */
final class StackFilesTest {

    @TempDir
    private Path temporary;

    private StackFolder folder;

    @BeforeEach
    void create() {
        folder = new StackFolder(temporary);
        folder.create();
    }

    @Test
    void stateComesBackAsItWasWritten() {
        var file = new StateFile(folder);
        assertEquals(Optional.empty(), file.read());
        var starting = StackState.starting(Ports.unused());
        file.write(starting);
        assertEquals(Optional.of(starting), file.read());
        var ready = starting.with(ProcessRecord.of("sync-worker", ProcessHandle.current()))
                .with(new EnvironmentAccess("main_production", "key", "local", folder.warehouse()));
        file.write(ready);
        assertEquals(Optional.of(ready), file.read());
    }

    @Test
    void whatAnotherVersionWroteBesidesIsPassedOver() throws IOException {
        Files.writeString(folder.state(), """
                {"launcher": {"name": "launcher", "pid": 1, "startedAtMillis": 2}, "services": [], "postgresPort": 3,
                 "addresses": {"WORKER": {"http": 8080, "grpc": 9000}}}""");
        assertEquals(1, new StateFile(folder).read().orElseThrow().launcher().pid());
    }

    @Test
    void oneLauncherAtATimeHasTheFolder() {
        var first = FolderLock.take(folder).orElseThrow();
        assertTrue(FolderLock.take(folder).isEmpty());
        first.close();
        FolderLock.take(folder).orElseThrow().close();
    }

    @Test
    void theWriteKeyIsMadeOnce() {
        assertEquals(WriteKey.of(folder), WriteKey.of(folder));
        assertTrue(WriteKey.of(folder).matches("[0-9a-f]{32}"));
    }

    @Test
    void aProcessIsKnownByItsStartAndNotByItsNumberAlone() {
        var mine = ProcessRecord.of("me", ProcessHandle.current());
        assertTrue(mine.running().isPresent());
        assertFalse(new ProcessRecord("me", mine.pid(), mine.startedAtMillis() - 60_000)
                .running()
                .isPresent());
    }

    @Test
    void leftoversAreEndedAndStrangersAreLeftAlone() throws IOException {
        var leftover = new ProcessBuilder("sleep", "60").start();
        var stranger = new ProcessBuilder("sleep", "60").start();
        var notHim = new ProcessRecord("identity-service", stranger.pid(), 0);
        new StateFile(folder)
                .write(StackState.starting(Ports.unused())
                        .with(ProcessRecord.of("sync-worker", leftover.toHandle()))
                        .with(notHim));
        Leftovers.cleanUp(folder);
        assertFalse(leftover.isAlive());
        assertTrue(stranger.isAlive());
        assertEquals(Optional.empty(), new StateFile(folder).read());
        stranger.destroy();
    }
}
