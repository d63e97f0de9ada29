package dev.sluice.local.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines come back as they stand in the file. */
final class LineReaderTest {

    @Property(tries = 200)
    void everyLineComesBackWithItsNumber(@ForAll List<String> texts, @ForAll boolean gzipped) throws IOException {
        var lines = texts.stream()
                .map(text -> text.replaceAll("[\\n\\ud800-\\udfff]", "") + "|")
                .toList();
        var file = Files.createTempFile("lines", ".ndjson");
        try {
            Files.write(file, bytes(String.join("\n", lines), gzipped));
            assertEquals(lines, read(file));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aLineWithoutEndIsALine(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("calls"), "a\n\nb");
        assertEquals(List.of("a", "", "b"), read(file));
    }

    @Test
    void anEndlessLineIsCutAndTheNextOneIsWhole(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("calls"), "x".repeat(2_000_000) + "\nnext");
        try (var reader = new LineReader(file)) {
            assertEquals(true, reader.next().orElseThrow().cut());
            var next = reader.next().orElseThrow();
            assertEquals("next", new String(next.bytes(), StandardCharsets.UTF_8));
            assertEquals(2, next.number());
        }
    }

    private static List<String> read(Path file) throws IOException {
        var lines = new ArrayList<String>();
        try (var reader = new LineReader(file)) {
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(new String(line.get().bytes(), StandardCharsets.UTF_8));
                assertEquals(lines.size(), line.get().number());
            }
        }
        return lines;
    }

    private static byte[] bytes(String text, boolean gzipped) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = gzipped ? new GZIPOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
