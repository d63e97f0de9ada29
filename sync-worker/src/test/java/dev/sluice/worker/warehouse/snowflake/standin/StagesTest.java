package dev.sluice.worker.warehouse.snowflake.standin;

import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.refusal;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.rows;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files get into tables. */
class StagesTest {

    private static final String FORMAT =
            " FILE_FORMAT = (TYPE = CSV COMPRESSION = GZIP FIELD_OPTIONALLY_ENCLOSED_BY = '\"'"
                    + " ESCAPE = NONE ESCAPE_UNENCLOSED_FIELD = NONE NULL_IF = () EMPTY_FIELD_AS_NULL = TRUE ENCODING = 'UTF8')"
                    + " ON_ERROR = ABORT_STATEMENT";

    @TempDir
    private Path folder;

    private StandInExample example;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        example = StandInExample.start();
        connection = example.inSchema("WORK");
        run(
                connection,
                "CREATE STAGE IF NOT EXISTS landing",
                "CREATE TABLE t (a NUMBER, b VARCHAR, at TIMESTAMP_NTZ(6), f FLOAT, g BOOLEAN)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
        example.close();
    }

    private Path file(String name, String text) throws IOException {
        var file = folder.resolve(name);
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(file))) {
            zipped.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private void put(Path file) throws SQLException {
        run(connection, "PUT 'file://" + file + "' @landing/run/ AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = GZIP");
    }

    private List<String> copied(String options) throws SQLException {
        return rows(connection, "COPY INTO t (b, a, at, f, g) FROM @landing/run/" + FORMAT + options);
    }

    @Test
    void aFileIsLoadedWithAllItsValues() throws Exception {
        var file = file(
                "one.csv.gz",
                "\"it's \"\"so\"\",\n\\\",1,2026-01-31 10:20:30.123456,1.5E300,true\n,,,,\n\"\",9223372036854775807,0001-01-01 00:00:00.000000,NaN,false\n");
        put(file);
        assertEquals(Files.size(file), example.server().log().stagedBytes());
        assertEquals(
                List.of("one.csv.gz"),
                rows(connection, "LIST @landing/run/").stream()
                        .map(row -> row.substring("landing/run/".length(), row.indexOf('|')))
                        .toList());
        assertTrue(copied("").getFirst().startsWith("run/one.csv.gz|LOADED|3|3|1|0|null"));
        assertEquals(
                List.of(
                        "1|it's \"so\",\n\\|2026-01-31 10:20:30.123456|1.5e+300|TRUE",
                        "9223372036854775807||0001-01-01 00:00:00.000000|NaN|FALSE",
                        "null|null|null|null|null"),
                rows(
                        connection,
                        "SELECT a, b, TO_CHAR(at, 'YYYY-MM-DD HH24:MI:SS.FF6'), f::VARCHAR, g FROM t ORDER BY a"));
    }

    @Test
    void aFileIsLoadedOnceUntilTheTableIsMadeAnew() throws Exception {
        put(file("one.csv.gz", "x,1,,,\n"));
        copied("");
        assertEquals(List.of("Copy executed with 0 files processed."), copied(""));
        assertTrue(rows(connection, "COPY INTO t (b, a, at, f, g) FROM @landing/run/ FILES = ('one.csv.gz')" + FORMAT)
                .getFirst()
                .startsWith("run/one.csv.gz|LOAD_SKIPPED|0|0"));
        assertEquals(List.of("1"), rows(connection, "SELECT COUNT(*) FROM t"));
        run(connection, "TRUNCATE TABLE t");
        copied(" PURGE = TRUE");
        assertEquals(List.of("1"), rows(connection, "SELECT COUNT(*) FROM t"));
        assertEquals(List.of(), rows(connection, "LIST @landing"));
    }

    @Test
    void loadingIsPartOfTheTransaction() throws Exception {
        put(file("one.csv.gz", "x,1,,,\n"));
        run(connection, "BEGIN");
        copied("");
        run(connection, "ROLLBACK");
        assertTrue(copied("").getFirst().contains("LOADED"));
    }

    @Test
    void aFileThatDoesNotFitIsRefusedAsAWhole() throws Exception {
        put(file("one.csv.gz", "x,1,,,\ny,zwei,,,\n"));
        assertEquals("100038 22018", refusal(connection, "COPY INTO t (b, a, at, f, g) FROM @landing/run/" + FORMAT));
        assertEquals("100080 22000", refusal(connection, "COPY INTO t (b, a) FROM @landing/run/" + FORMAT));
        assertEquals(List.of("0"), rows(connection, "SELECT COUNT(*) FROM t"));
        assertEquals("002003 42S02", refusal(connection, "COPY INTO t FROM @nowhere" + FORMAT));
        assertEquals(1, rows(connection, "REMOVE @landing/run/").size());
    }
}
