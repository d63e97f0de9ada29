package dev.sluice.local.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.CommandRun;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.shop.SegmentLines;
import dev.sluice.local.shop.ShopFacts;
import dev.sluice.local.shop.ShopSample;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of calls, imported by the command into real services and synced by it. */
final class ImportIT {

    private static final int MALFORMED_AT = 10;

    @TempDir
    private Path folder;

    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private final ShopSample sample = new ShopSample();

    @Test
    void malformedLinesAreNamedAndTheRestIsImportedOnce() throws IOException {
        var lines = new ArrayList<>(SegmentLines.of(sample.week()));
        int good = lines.size();
        lines.add(MALFORMED_AT, "{\"type\":\"page\",");
        lines.add("{\"type\":\"page\",\"anonymousId\":\"a\",\"timestamp\":\"yesterday\"}");
        var file = gzipped(lines);

        var first = importFile(file);
        assertEquals(ExitCode.PARTLY, first.exitCode(), first.err());
        assertTrue(first.out().contains("line %d: not JSON".formatted(MALFORMED_AT + 1)), first.out());
        assertTrue(first.out().contains("line %,d: timestamp".formatted(lines.size())), first.out());
        assertTrue(first.out().endsWith("%,d accepted, 0 repeated, 2 refused\n".formatted(good)), first.out());

        var again = importFile(file);
        assertTrue(again.out().endsWith("0 accepted, %,d repeated, 2 refused\n".formatted(good)), again.out());
    }

    @Test
    void whatWasImportedIsInTheWarehouseAndASecondSyncFindsNothing() throws IOException {
        importFile(gzipped(SegmentLines.of(sample.week())));
        assertEquals(
                ExitCode.DONE,
                command("define", "Order Completed", "--custom", "Order Completed", "--sync")
                        .exitCode());
        assertEquals(ExitCode.DONE, command("sync").exitCode());

        var facts = new ShopFacts(sample.week());
        assertEquals(facts.pageviews(), number("SELECT count(*) FROM pageviews"));
        assertEquals(facts.orders(), number("SELECT count(*) FROM order_completed"));
        assertEquals(facts.users(), number("SELECT count(*) FROM users"));

        importFile(gzipped(SegmentLines.of(sample.week())));
        var second = command("sync");
        assertEquals(ExitCode.DONE, second.exitCode());
        assertTrue(second.out().contains("Up to date"), second.out());
    }

    private CommandRun importFile(Path file) {
        return CommandRun.of("import", file.toString(), "--dir", Stack.get().dir(), "--write-key", access.writeKey());
    }

    private CommandRun command(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", Stack.get().dir(), "--environment", access.environment()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private long number(String sql) {
        try (var file = Stack.get().open(access)) {
            return file.query(sql, rows -> {
                rows.next();
                return rows.getLong(1);
            });
        }
    }

    private Path gzipped(List<String> lines) throws IOException {
        var file = Files.createTempFile(folder, "calls", ".ndjson.gz");
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write(String.join("\n", lines));
        }
        return file;
    }
}
