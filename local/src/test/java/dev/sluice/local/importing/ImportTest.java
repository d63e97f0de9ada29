package dev.sluice.local.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.Output;
import dev.sluice.local.console.Silent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file's lines. */
final class ImportTest {

    private static final Output SILENT = Silent.output();

    @TempDir
    private Path folder;

    private final FakeCapture capture = new FakeCapture();

    ImportTest() throws IOException {}

    @AfterEach
    void stop() {
        capture.close();
    }

    @Test
    void everyLineIsCountedAndRefusedOnesAreNamed() throws IOException {
        var report = run(file("{\"type\":\"page\"}", "broken", "", "{\"none\":1}", "{\"type\":\"page\"}"), 500);
        assertEquals(2, report.accepted());
        assertEquals(0, report.repeated());
        assertEquals(2, report.refused());
        assertEquals(
                List.of(2L, 4L),
                report.firstRefused().stream().map(RefusedLine::number).toList());
        assertEquals(
                "type missing (FIELD_INVALID)", report.firstRefused().getLast().reason());
    }

    @Test
    void importingTheSameFileAgainAddsNothing() throws IOException {
        var file = file(calls(1_234));
        assertEquals(1_234, run(file, 500).accepted());
        var again = run(file, 77);
        assertEquals(0, again.accepted());
        assertEquals(1_234, again.repeated());
        assertEquals(1_234, capture.taken().size());
    }

    @Test
    void batchesKeepBothLimits() throws IOException {
        var large = IntStream.range(0, 100)
                .mapToObj(each -> "{\"type\":\"page\",\"fill\":\"" + "x".repeat(30_000) + each + "\"}")
                .toArray(String[]::new);
        assertEquals(100, run(file(large), 500).accepted());
        assertTrue(capture.bodySizes().stream().allMatch(bytes -> bytes <= 500_000), capture.bodySizes()::toString);
        assertEquals(1_000, run(file(calls(1_000)), 300).accepted());
        assertTrue(capture.batchSizes().stream().allMatch(size -> size <= 300), capture.batchSizes()::toString);
    }

    @Test
    void aServerThatIsAwayForAWhileLosesNothing() throws IOException {
        capture.beAwayFor(3);
        assertEquals(2_000, run(file(calls(2_000)), 100).accepted());
    }

    @Test
    void aServerThatStaysAwayEndsTheImport() throws IOException {
        capture.beAwayFor(Integer.MAX_VALUE);
        var file = file(calls(10));
        var failure = assertThrows(CommandFailure.class, () -> run(file, 10));
        assertTrue(failure.getMessage().contains("503"), failure.getMessage());
    }

    @Test
    void anUnknownWriteKeyEndsTheImport() throws IOException {
        var file = file(calls(10));
        var failure =
                assertThrows(CommandFailure.class, () -> new Import(capture.url(), "other", 500).run(file, SILENT));
        assertEquals("no environment has this write key", failure.getMessage());
    }

    @Test
    void onlyTheFirstRefusedLinesAreKept() throws IOException {
        var report = run(file("x\n".repeat(500)), 500);
        assertEquals(500, report.refused());
        assertEquals(Tally.SHOWN, report.firstRefused().size());
        assertEquals(1, report.firstRefused().getFirst().number());
    }

    private ImportReport run(Path file, int batch) {
        return new Import(capture.url(), FakeCapture.WRITE_KEY, batch).run(file, SILENT);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "calls", ".ndjson"), String.join("\n", lines));
    }

    private static String[] calls(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"type\":\"page\",\"n\":%d}"::formatted)
                .toArray(String[]::new);
    }
}
