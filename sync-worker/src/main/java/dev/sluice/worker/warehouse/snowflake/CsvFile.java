package dev.sluice.worker.warehouse.snowflake;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.sluice.worker.plan.Dialect;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Rows in a compressed file of comma-separated values, which is gone when closed. */
final class CsvFile implements AutoCloseable {

    private final Path path;
    private final CsvWriter rows;
    private boolean finished;

    CsvFile(Path path) {
        this.path = path;
        try {
            var compressed = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
            rows = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .build(new OutputStreamWriter(compressed, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** So far on the disk; some is still to be compressed. */
    long length() {
        return path.toFile().length();
    }

    void add(List<?> values) {
        rows.writeRecord(values.stream().map(CsvFile::text).toArray(String[]::new));
    }

    /** Null where there is no value, which is another thing than an empty text. */
    private static String text(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number.toString();
            case Boolean flag -> flag.toString();
            case Instant instant -> Dialect.INSTANT.format(instant);
            default -> throw new IllegalArgumentException("no such value in a bulk load: " + value.getClass());
        };
    }

    /** The file is whole afterwards. */
    void finish() {
        try {
            rows.close();
            finished = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!finished) {
            finish();
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
