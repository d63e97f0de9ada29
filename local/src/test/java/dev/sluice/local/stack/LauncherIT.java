package dev.sluice.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.local.CommandRun;
import dev.sluice.local.Sluice;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.ExitCode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own, which can be killed. */
final class LauncherIT {

    private static final Duration START = Duration.ofSeconds(180);

    @TempDir
    private Path temporary;

    @Test
    void aKilledLauncherIsCleanedUpAfterAndItsDataIsKept() throws IOException, InterruptedException {
        var folder = new StackFolder(temporary.resolve("sluice"));
        var killed = up(folder);
        var first = awaitReady(folder, killed);
        assertRefusesASecond(folder);
        killed.destroyForcibly().waitFor();
        assertTrue(running(first), "services outlive a launcher that is killed");

        var next = up(folder);
        var second = awaitReady(folder, next);
        assertFalse(running(first), "the next launcher has ended them");
        assertEquals(first.access(), second.access());
        assertEnvironmentIsThereOnce(second);

        assertEquals(ExitCode.DONE, command("down", folder).exitCode());
        assertFalse(next.isAlive());
        assertFalse(running(second));
        assertTrue(command("status", folder).err().contains("does not run"));
    }

    private static void assertRefusesASecond(StackFolder folder) {
        var second = CommandRun.of("up", "--dir", folder.root().toString(), "--port-base", "0");
        assertEquals(ExitCode.FAILED, second.exitCode());
        assertTrue(second.err().contains("runs already"), second.err());
    }

    private static void assertEnvironmentIsThereOnce(StackState state) {
        try (var client = new SluiceClient(state.addresses())) {
            var environments = client.environments().listEnvironments(ListEnvironmentsRequest.getDefaultInstance());
            assertEquals(1, environments.getEnvironmentsCount());
        }
    }

    private static Process up(StackFolder folder) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dsluice.home=" + Home.find().root(),
                        "-D%s=%s"
                                .formatted(
                                        ServiceCommand.JVM_OPTIONS, System.getProperty(ServiceCommand.JVM_OPTIONS, "")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sluice.class.getName(),
                        "up",
                        "--dir",
                        folder.root().toString(),
                        "--port-base",
                        "0"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.INHERIT)
                .start();
    }

    private static StackState awaitReady(StackFolder folder, Process launcher) throws InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && launcher.isAlive()) {
            var state = new StateFile(folder).read().filter(StackState::ready);
            if (state.isPresent() && state.get().launcher().pid() == launcher.pid()) {
                return state.get();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("the launcher did not become ready");
    }

    private static boolean running(StackState state) {
        return state.services().stream().anyMatch(each -> each.running().isPresent());
    }

    private static CommandRun command(String name, StackFolder folder) {
        return CommandRun.of(name, "--dir", folder.root().toString());
    }
}
