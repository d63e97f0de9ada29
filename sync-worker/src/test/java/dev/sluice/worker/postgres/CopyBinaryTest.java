package dev.sluice.worker.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL reads of rows that it is sent. */
class CopyBinaryTest {

    private static final int COLUMNS = 6;

    private static EmbeddedPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        connection = postgres.getPostgresDatabase().getConnection();
        execute("set timezone = 'UTC'");
        execute("create table copied (t text, n bigint, z timestamptz, d date, u uuid, b boolean)");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void valuesArriveAsTheyAre() throws SQLException {
        var uuid = UUID.fromString("fedcba98-7654-3210-8000-000000000001");
        var odd = "tab\tnewline\nback\\slash \\N é 漢 😀";
        copy(new CopyBinary()
                .row(COLUMNS)
                .text(odd)
                .bigint(Long.MIN_VALUE)
                .timestamp(Instant.parse("2031-05-06T23:59:59.999999Z"))
                .date(LocalDate.parse("2031-05-06"))
                .uuid(uuid)
                .flag(true)
                .row(COLUMNS)
                .text("")
                .bigint(Long.MAX_VALUE)
                .timestamp(Instant.parse("0001-01-01T00:00:00Z"))
                .date(LocalDate.parse("1999-12-31"))
                .uuid(new UUID(0, 0))
                .flag(false));
        assertEquals(
                List.of(
                        odd + "|-9223372036854775808|2031-05-06 23:59:59.999999+00|2031-05-06|" + uuid + "|true",
                        "|9223372036854775807|0001-01-01 00:00:00+00|1999-12-31|00000000-0000-0000-0000-000000000000|false"),
                copied());
    }

    @Test
    void nullIsNullWhateverTheColumn() throws SQLException {
        var rows = new CopyBinary().row(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            rows.value(null);
        }
        copy(rows);
        assertEquals(List.of("null|null|null|null|null|null"), copied());
    }

    /** As PostgreSQL's clock does; rounding would put some into the next second. */
    @Test
    void partsOfMicrosecondsAreLeftOff() throws SQLException {
        copy(new CopyBinary()
                .row(COLUMNS)
                .value("late")
                .value(1L)
                .value(Instant.parse("1999-12-31T23:59:59.999999999Z"))
                .value(null)
                .value(null)
                .value(true));
        assertEquals(List.of("late|1|1999-12-31 23:59:59.999999+00|null|null|true"), copied());
    }

    @Test
    void rowsGrowAndAreJoinedOfParts() throws SQLException {
        var longText = "x".repeat(100_000);
        var part = new CopyBinary(1).row(COLUMNS).text(longText).bigint(1).toBytes();
        var rows = new CopyBinary(1);
        for (int i = 0; i < 3; i++) {
            rows.append(part).value(null).value(null).value(null).value(null);
        }
        copy(rows);
        assertEquals(3, copied().size());
        assertEquals(0, rows.length());
    }

    @Test
    void valueThatNoColumnTakesIsRefused() {
        var rows = new CopyBinary().row(1);
        assertThrows(IllegalArgumentException.class, () -> rows.value(1.5));
    }

    private static void copy(CopyBinary rows) throws SQLException {
        execute("truncate copied");
        rows.copy(connection, "copied (t, n, z, d, u, b)");
    }

    private static List<String> copied() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select t, n, z::text, d::text, u::text, b::text from copied")) {
            var copied = new ArrayList<String>();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= COLUMNS; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                copied.add(String.join("|", values));
            }
            return copied;
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
