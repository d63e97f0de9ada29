package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    @TempDir
    Path folder;

    @Test
    void nullIsAnotherThingThanAnEmptyText() throws IOException {
        assertEquals(",\"\", ,NULL,\\N\n", written(null, "", " ", "NULL", "\\N"));
        assertEquals("\"\",\n", written("", null));
    }

    @Test
    void whatWouldEndAFieldIsQuoted() throws IOException {
        assertEquals(
                "\"a,b\",\"line\nline\",\"\r\",\"it is \"\"so\"\"\",it's\n",
                written("a,b", "line\nline", "\r", "it is \"so\"", "it's"));
    }

    @Test
    void valuesAreInTheFormThatSnowflakeReads() throws IOException {
        assertEquals(
                "-9223372036854775808,true,0001-01-01 00:00:00.000001\n",
                written(Long.MIN_VALUE, true, Instant.parse("0001-01-01T00:00:00.000001Z")));
    }

    @Test
    void fileIsGoneWhenClosed() {
        Path path = folder.resolve("rows");
        try (var file = new CsvFile(path)) {
            file.add(Arrays.asList(1L));
        }
        assertFalse(Files.exists(path));
    }

    private String written(Object... values) throws IOException {
        try (var file = new CsvFile(folder.resolve("rows"))) {
            file.add(Arrays.asList(values));
            file.finish();
            try (var rows = new GZIPInputStream(Files.newInputStream(file.path()))) {
                return new String(rows.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
