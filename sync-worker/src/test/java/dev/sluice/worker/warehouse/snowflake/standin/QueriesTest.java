package dev.sluice.worker.warehouse.snowflake.standin;

import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.refusal;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.rows;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What queries mean in Snowflake, seen through its own driver. */
class QueriesTest {

    private static StandInExample example;
    private static Connection connection;

    @BeforeAll
    static void start() throws SQLException {
        example = StandInExample.start();
        connection = example.inSchema("WORK");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        example.close();
    }

    private static void assertValue(String expected, String expression) throws SQLException {
        assertEquals(List.of(expected), rows(connection, "SELECT " + expression), expression);
    }

    @Test
    void namesFoldToUpperCaseAndQuotedOnesStay() throws SQLException {
        run(connection, "CREATE OR REPLACE TABLE names (plan VARCHAR, \"Plan\" VARCHAR, \"plan\" VARCHAR)");
        run(connection, "INSERT INTO NAMES VALUES ('a', 'b', 'c')");
        assertEquals(List.of("a|b|c|a"), rows(connection, "SELECT PLAN, \"Plan\", \"plan\", \"PLAN\" FROM names"));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM names")) {
            assertEquals("PLAN", rows.getMetaData().getColumnName(1));
            assertEquals("Plan", rows.getMetaData().getColumnName(2));
            assertEquals("plan", rows.getMetaData().getColumnName(3));
        }
        assertEquals("000904 42000", refusal(connection, "SELECT pLaN2 FROM names"));
        assertEquals("002003 42S02", refusal(connection, "SELECT 1 FROM \"names\""));
    }

    @Test
    void valuesKeepTheirTypes() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT 9223372036854775807, 0.1::FLOAT, 'NaN'::FLOAT, 'inf'::FLOAT, TRUE,"
                                + " TIMESTAMP '0001-01-01 00:00:00.000001', TIMESTAMP '9999-12-31 23:59:59.999999', NULL,"
                                + " TIMESTAMP '2026-01-31 10:20:30.123456', '-inf'::FLOAT, -5")) {
            row.next();
            assertEquals(Long.MAX_VALUE, row.getLong(1));
            assertEquals(0.1, row.getDouble(2));
            assertEquals(Double.NaN, row.getDouble(3));
            assertEquals(Double.POSITIVE_INFINITY, row.getDouble(4));
            assertEquals(true, row.getBoolean(5));
            assertEquals("0001-01-01 00:00:00.000", row.getString(6));
            assertEquals("9999-12-31 23:59:59.999", row.getString(7));
            assertEquals(null, row.getString(8));
            assertEquals(
                    LocalDateTime.parse("2026-01-31T10:20:30.123456"),
                    row.getTimestamp(9).toLocalDateTime());
            assertEquals(Double.NEGATIVE_INFINITY, row.getDouble(10));
            assertEquals(-5, row.getInt(11));
        }
    }

    @Test
    void whatIsNothingMakesATextNothing() throws SQLException {
        assertValue("null", "CONCAT('a', NULL, 'b')");
        assertValue("null", "'a' || NULL");
        assertValue("a1", "CONCAT('a', 1)");
        assertValue("null", "GREATEST(1, NULL)");
        assertValue("2026-01-31 10:20:30.123", "TIMESTAMP '2026-01-31 10:20:30.123456'::VARCHAR");
        assertValue("1", "1.0::FLOAT::VARCHAR");
        assertValue("true", "TRUE::VARCHAR");
    }

    @Test
    void backslashesEscapeInTexts() throws SQLException {
        assertValue("a\\b'c\nd", "'a\\\\b''c\\nd'");
    }

    @Test
    void nothingIsTheGreatestInOrder() throws SQLException {
        String values = " FROM VALUES (1), (NULL), (2) AS v(n)";
        assertEquals(List.of("1", "2", "null"), rows(connection, "SELECT n" + values + " ORDER BY n"));
        assertEquals(List.of("null", "2", "1"), rows(connection, "SELECT n" + values + " ORDER BY n DESC"));
        assertEquals(List.of("2", "1", "null"), rows(connection, "SELECT n" + values + " ORDER BY n DESC NULLS LAST"));
    }

    @Test
    void firstAndLastValueSeeTheWholePartition() throws SQLException {
        assertEquals(
                List.of("1|3|1", "1|3|2", "1|3|3"),
                rows(
                        connection,
                        "SELECT FIRST_VALUE(n) OVER (ORDER BY n), LAST_VALUE(n) OVER (ORDER BY n),"
                                + " COUNT(*) OVER (ORDER BY n) FROM VALUES (1), (2), (3) AS v(n) ORDER BY n"));
        assertEquals(
                List.of("null", "a", "a"),
                rows(
                        connection,
                        "SELECT LAST_VALUE(t) IGNORE NULLS OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
                                + " FROM VALUES (1, 'a'), (2, NULL), (3, 'c') AS v(n, t) ORDER BY n"));
    }

    @Test
    void queriesMayBeQualifiedCountedAndFlattened() throws SQLException {
        assertEquals(
                List.of("b|2"),
                rows(
                        connection,
                        "WITH v AS (SELECT column1 AS k, column2 AS n FROM VALUES ('a', 1), ('b', 2))"
                                + " SELECT k, n FROM v QUALIFY ROW_NUMBER() OVER (ORDER BY n DESC) = 1"));
        assertValue("2|1", "COUNT_IF(n > 1), COUNT(IFF(n = 1, 1, NULL)) FROM VALUES (1), (2), (3) AS v(n)");
        assertEquals(
                List.of("a|1", "b/~\"c|x"),
                rows(
                        connection,
                        "SELECT f.key, f.value::VARCHAR FROM (SELECT PARSE_JSON('{\"b/~\\\\\"c\": \"x\", \"a\": \"1\"}') AS p) o,"
                                + " LATERAL FLATTEN(INPUT => o.p) f ORDER BY f.key"));
        assertEquals(
                List.of("a", "b"),
                rows(
                        connection,
                        "SELECT f.value::VARCHAR FROM (SELECT PARSE_JSON('{\"b\": 1, \"a\": 2}') AS p) o,"
                                + " LATERAL FLATTEN(INPUT => OBJECT_KEYS(o.p)) f ORDER BY 1"));
    }

    @Test
    void objectsGiveTheirValues() throws SQLException {
        String object = "PARSE_JSON('{\"a\": \"1\", \"n\": null, \"\": \"e\"}')";
        assertValue("1", "GET(" + object + ", 'a')::VARCHAR");
        assertValue("1", "GET(" + object + ", 'a')::NUMBER");
        assertValue("null", "GET(" + object + ", 'b')::VARCHAR");
        assertValue("null", "GET(" + object + ", 'n')::VARCHAR");
        assertValue("e", "GET(" + object + ", '')::VARCHAR");
        assertValue("{\n  \"\": \"e\",\n  \"a\": \"1\",\n  \"n\": null\n}", object);
        assertValue("null", "PARSE_JSON('')");
        assertEquals("100069 22P02", refusal(connection, "SELECT PARSE_JSON('{')"));
    }

    @Test
    void textsBecomeValuesOrAreRefused() throws SQLException {
        assertValue("3", "'2.5'::NUMBER");
        assertValue("12", "' 12 '::BIGINT");
        assertValue("TRUE", "'yes'::BOOLEAN");
        assertValue("null|null|null", "TRY_TO_NUMBER('x'), TRY_CAST('x' AS FLOAT), TRY_TO_TIMESTAMP_NTZ('x')");
        assertValue("2026-01-31 10:00:00.000", "'2026-01-31T10:00:00.000000Z'::TIMESTAMP_NTZ");
        assertValue(
                "2026-01-31 08:00:00.000",
                "CONVERT_TIMEZONE('UTC', '2026-01-31T10:00:00+02:00'::TIMESTAMP_TZ)::TIMESTAMP_NTZ");
        assertEquals("100038 22018", refusal(connection, "SELECT 'abc'::NUMBER"));
        assertEquals("100038 22018", refusal(connection, "SELECT 'abc'::FLOAT"));
        assertEquals("100037 22018", refusal(connection, "SELECT 'abc'::BOOLEAN"));
        assertEquals("100035 22007", refusal(connection, "SELECT 'abc'::TIMESTAMP_NTZ"));
    }

    @Test
    void timesAreReckonedWith() throws SQLException {
        String time = "TIMESTAMP '2026-01-31 10:00:00'";
        assertValue("2026-01-31 10:30:00.000", time + " + INTERVAL '30 minutes'");
        assertValue("2026-01-31 09:30:00.000", "DATEADD(minute, -30, " + time + ")");
        assertValue("1800", "TIMESTAMPDIFF(SECOND, " + time + ", DATEADD('minute', 30, " + time + "))");
        assertValue("2026-01-31T10:00:00.000000Z", "TO_VARCHAR(" + time + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.FF6\"Z\"')");
        assertEquals("001065 42883", refusal(connection, "SELECT " + time + " - " + time));
        assertEquals("001003 42000", refusal(connection, "SELECT INTERVAL '5 minutes'"));
    }

    @Test
    void whatIsNoFormOfSluiceIsRefused() {
        assertEquals("002140 42601", refusal(connection, "SELECT STRFTIME(1, 'x')"));
        assertEquals("001003 42000", refusal(connection, "SELECT COUNT(*) FILTER (WHERE TRUE)"));
        assertEquals(
                "001003 42000",
                refusal(connection, "SELECT SUM(n) OVER w FROM VALUES (1) AS v(n) WINDOW w AS (ORDER BY n)"));
        assertEquals("001003 42000", refusal(connection, "SELECT (1, 2) IS DISTINCT FROM (1, 3)"));
        assertEquals("001003 42000", refusal(connection, "VACUUM"));
        assertEquals("001003 42000", refusal(connection, "SELECT 1 SELECT 2"));
        assertEquals("001003 42000", refusal(connection, "SELECT 'open"));
        assertEquals("002003 42S02", refusal(connection, "SELECT * FROM nowhere"));
        assertEquals("002003 02000", refusal(connection, "SELECT * FROM nowhere.at_all"));
        assertEquals("000904 42000", refusal(connection, "SELECT x.n FROM VALUES (1) AS v(n)"));
    }

    @Test
    void bindsTakeTheirPlaces() throws SQLException {
        run(connection, "CREATE OR REPLACE TABLE bound (t VARCHAR, n NUMBER, b BOOLEAN, at TIMESTAMP_NTZ(6), f FLOAT)");
        try (var statement =
                connection.prepareStatement("INSERT INTO bound VALUES (?, ?, ?, ?, ?), (?, 1, NULL, NULL, NULL)")) {
            statement.setString(1, "it's \\ \"so\"\n");
            statement.setLong(2, Long.MIN_VALUE);
            statement.setBoolean(3, true);
            statement.setTimestamp(4, Timestamp.valueOf("2026-01-31 10:20:30.123456"));
            statement.setDouble(5, 1e300);
            statement.setString(6, null);
            assertEquals(2, statement.executeUpdate());
        }
        try (var statement = connection.prepareStatement("SELECT t, n, b, at, f FROM bound WHERE n = ? OR t = ?")) {
            statement.setLong(1, Long.MIN_VALUE);
            statement.setString(2, "none");
            try (var row = statement.executeQuery()) {
                row.next();
                assertEquals("it's \\ \"so\"\n", row.getString(1));
                assertEquals(Long.MIN_VALUE, row.getLong(2));
                assertEquals(true, row.getBoolean(3));
                assertEquals(Timestamp.valueOf("2026-01-31 10:20:30.123456"), row.getTimestamp(4));
                assertEquals(1e300, row.getDouble(5));
            }
        }
    }
}
