package dev.sluice.local.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.CommandRun;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunOrigin;
import dev.sluice.sync.v1.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A schedule that is set by the command line, and the run that the packaged worker starts for it. */
final class ScheduleIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final EnvironmentAccess access = Stack.get().newEnvironment();

    private CommandRun schedule(String... arguments) {
        return command("schedule", arguments);
    }

    private CommandRun command(String name, String... arguments) {
        var all = new ArrayList<>(List.of(name, "--dir", Stack.get().dir(), "--environment", access.environment()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private List<Run> runs() {
        return Stack.get()
                .client()
                .sync()
                .listRuns(ListRunsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .build())
                .getRunsList();
    }

    private Run awaitRun() throws InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < until) {
            var ended = runs().stream().filter(Run::hasEndedAt).findFirst();
            if (ended.isPresent()) {
                return ended.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no run was started and ended");
    }

    @Test
    void runIsStartedAtItsTickByNobody() throws InterruptedException {
        var tick = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
        var set = schedule("--every", "1d", "--anchor", tick.toString());
        assertEquals(ExitCode.DONE, set.exitCode(), set.err());
        assertTrue(set.out().contains("every 24h; next (UTC):"), set.out());
        assertTrue(set.out().contains(tick.toString()), set.out());
        var run = awaitRun();
        assertEquals(RunOrigin.RUN_ORIGIN_SCHEDULE, run.getStartedBy());
        assertEquals(RunState.RUN_STATE_SUCCEEDED, run.getState());
        assertEquals(1, runs().size(), "one for the tick");
    }

    @Test
    void scheduleIsShownPausedResumedAndRemoved() {
        assertEquals(ExitCode.FAILED, schedule().exitCode(), "there is none");
        assertEquals(
                ExitCode.DONE,
                schedule("--cron", "30 6 * * mon-fri", "--zone", "Europe/Berlin", "--dry-run")
                        .exitCode());
        assertEquals(ExitCode.FAILED, schedule("--pause").exitCode(), "it was only tried");
        schedule("--cron", "30 6 * * mon-fri", "--zone", "Europe/Berlin", "--jitter", "90s");
        var paused = schedule("--pause").out();
        assertTrue(paused.contains("at \"30 6 * * mon-fri\" in Europe/Berlin, up to 1m30s later; paused"), paused);
        assertTrue(schedule("--resume").out().contains("later; next (UTC):"));
        assertEquals(ExitCode.DONE, schedule("--remove").exitCode());
        assertTrue(schedule().err().contains("has no schedule"));
    }

    @Test
    void tablesOfSomeEventsAreSyncedMoreOften() {
        for (var name : List.of("Order placed", "Cart viewed")) {
            assertEquals(
                    ExitCode.DONE, command("define", name, "--custom", name).exitCode());
        }
        var set = schedule("--every", "1h", "--more-often", "20m", "--events", "Order placed,Cart viewed");
        assertEquals(ExitCode.DONE, set.exitCode(), set.err());
        assertTrue(set.out().contains("every 1h, and the tables of \"Order placed\", \"Cart viewed\" every 20m; next"));
        assertEquals(6, set.out().lines().count(), "and each of the next five once");
        var byCron = schedule("--every", "1d", "--more-often", "*/20 8-18 * * *", "--events", "Order placed")
                .out();
        assertTrue(byCron.contains("tables of \"Order placed\" at \"*/20 8-18 * * *\" in UTC; next"), byCron);
        assertTrue(schedule("--every", "1d").out().contains("every 24h; next"), "it is another schedule without");
    }

    @Test
    void wrongTicksOfSomeEventsSayWhatIsWrong() {
        var unknown = schedule("--every", "1d", "--more-often", "15m", "--events", "Nothing");
        assertTrue(unknown.err().contains("no event is named \"Nothing\""), unknown::err);
        assertTrue(schedule("--every", "1d", "--more-often", "15m").err().contains("--events"));
        assertTrue(schedule("--more-often", "15m", "--events", "Order")
                .err()
                .contains("--more-often belongs to --every or --cron"));
        command("define", "Order", "--custom", "Order");
        assertTrue(schedule("--every", "1d", "--more-often", "soon", "--events", "Order")
                .err()
                .contains("\"soon\" is not a time such as"));
    }

    @Test
    void wrongSchedulesSayWhatIsWrong() {
        assertTrue(schedule("--cron", "61 * * * *").err().contains("Value 61 not in range [0, 59]"));
        assertTrue(schedule("--every", "90s").err().contains("must be whole minutes, 1 to 10,080"));
        assertTrue(schedule("--every", "1h", "--zone", "UTC").err().contains("--zone belongs to --cron"));
        assertTrue(schedule("--every", "1h", "--pause").err().contains("mutually exclusive"));
    }
}
