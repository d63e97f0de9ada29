package dev.sluice.worker.warehouse.snowflake.standin.stage;

import dev.sluice.worker.warehouse.snowflake.standin.sql.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The files of a stage, which are those of a folder. */
public record StageFiles(Path folder) {

    /** @param name its path within the stage */
    public record StagedFile(String name, Path path, long size, String digest) {}

    /** All whose path begins so, in the order of their names. */
    public List<StagedFile> beginningWith(String prefix) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(this::staged)
                    .filter(file -> file.name().startsWith(prefix))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StagedFile staged(Path path) {
        try {
            String name = folder.relativize(path).toString().replace('\\', '/');
            var digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(path));
            return new StagedFile(name, path, Files.size(path), HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void delete(StagedFile file) {
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of a file of values, one after the other. */
    public static void read(Path file, CsvFormat format, Consumer<List<String>> rows) {
        try (InputStream bytes = Files.newInputStream(file);
                var input = new BufferedReader(new InputStreamReader(
                        format.gzip() && file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8))) {
            var reader = new CsvReader(input, format);
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.accept(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
