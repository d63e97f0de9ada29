package dev.sluice.local.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.CommandRun;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment, defined, filled, followed and left alone by real services. */
final class SegmentIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant RECENTLY = NOW.minus(Duration.ofHours(2));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));

    @TempDir
    private Path folder;

    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private int calls;

    @Test
    void segmentFollowsItsUsersUntilItIsToggledOff() throws IOException {
        importCalls(
                order("visitor", LONG_AGO),
                order("visitor", RECENTLY),
                order("other", LONG_AGO),
                order("other", LONG_AGO.plusSeconds(60)));
        done("define", "Order", "--custom", "Order");
        assertEquals(
                "\"Buyers\" is defined, revision 1; the next sync makes or updates its table segment_buyers\n",
                done(
                        "segment",
                        "Buyers",
                        "--did",
                        "Order",
                        "--at-least",
                        "2",
                        "--did",
                        "Order",
                        "--within",
                        "7d",
                        "--sync"));
        done("sync");
        assertEquals(List.of(since("somebody", RECENTLY)), buyers());

        importCalls("""
                {"type": "identify", "messageId": "who", "timestamp": "%s", "anonymousId": "visitor", "userId": "ann",
                 "traits": {"plan": "pro"}}""".formatted(RECENTLY).replace("\n", " "));
        done("sync");
        assertEquals(List.of(since("ann", RECENTLY)), buyers());
        assertTrue(done("sync").contains("Up to date"));

        importCalls(order("other", RECENTLY.plusSeconds(60)));
        done("sync");
        assertEquals(List.of(since("ann", RECENTLY), since("somebody", RECENTLY.plusSeconds(60))), buyers());

        done("segment", "Buyers", "--did", "Order", "--property", "plan=pro");
        assertTrue(done("plan").contains("Rebuild segment_buyers"), "a changed condition rebuilds");
        done("sync");
        assertEquals(List.of(since("ann", RECENTLY)), buyers(), "before, her plan is unknown");

        var frozen = rows();
        toggleOff();
        importCalls(order("visitor", NOW));
        done("sync");
        assertEquals(frozen, rows(), "a table that was toggled off stays as it is");
    }

    @Test
    void segmentNeedsAConditionAndItsEvents() {
        var nothing = command("segment", "Everybody");
        assertEquals(ExitCode.FAILED, nothing.exitCode());
        assertTrue(nothing.err().contains("--did or --property"), nothing.err());
        var unknown = command("segment", "Somebody", "--did", "Nothing");
        assertEquals(ExitCode.FAILED, unknown.exitCode());
        assertTrue(unknown.err().contains("no event is named"), unknown.err());
    }

    private void toggleOff() {
        var segments = new Segments(Stack.get().client(), access);
        segments.toggle(segments.find("Buyers").orElseThrow(), false);
    }

    private String order(String visitor, Instant time) {
        return """
                {"type": "track", "event": "Order", "messageId": "%d", "timestamp": "%s", "anonymousId": "%s"}""".formatted(++calls, time, visitor);
    }

    private void importCalls(String... lines) throws IOException {
        var file = Files.write(Files.createTempFile(folder, "calls", ".ndjson"), List.of(lines));
        var run =
                CommandRun.of("import", file.toString(), "--dir", Stack.get().dir(), "--write-key", access.writeKey());
        assertEquals(ExitCode.DONE, run.exitCode(), run.out() + run.err());
    }

    private String done(String... arguments) {
        var run = command(arguments);
        assertEquals(ExitCode.DONE, run.exitCode(), run.out() + run.err());
        return run.out();
    }

    private CommandRun command(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", Stack.get().dir(), "--environment", access.environment()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String since(String who, Instant time) {
        return who + " since " + time;
    }

    private List<String> buyers() {
        return query("""
                SELECT coalesce(identity, 'somebody') || ' since ' || strftime(entered_at, '%Y-%m-%dT%H:%M:%SZ')
                FROM segment_buyers JOIN users USING (user_id) ORDER BY entered_at""");
    }

    private List<String> rows() {
        return query("SELECT concat_ws(' ', user_id, entered_at, as_of) FROM segment_buyers ORDER BY 1");
    }

    private List<String> query(String sql) {
        try (var file = Stack.get().open(access)) {
            return file.query(sql, rows -> {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            });
        }
    }
}
