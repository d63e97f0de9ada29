package dev.sluice.worker.warehouse.snowflake.standin;

import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.refusal;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.rows;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.run;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.update;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What statements change and define, and what they answer. */
class StatementsTest {

    private static StandInExample example;

    private Connection connection;

    @BeforeAll
    static void start() {
        example = StandInExample.start();
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = example.inSchema("WORK");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void rowsAreUpdatedDeletedAndMerged() throws SQLException {
        run(connection, "CREATE TABLE t (k NUMBER, v VARCHAR)", "CREATE TABLE s (k NUMBER, v VARCHAR)");
        assertEquals(
                3,
                update(connection, "INSERT INTO t SELECT column1, column2 FROM VALUES (1, 'a'), (2, 'b'), (3, 'c')"));
        assertEquals(2, update(connection, "INSERT INTO s (v, k) VALUES ('B', 2), ('D', 4)"));
        assertEquals(1, update(connection, "UPDATE t AS x SET v = s.v FROM s WHERE s.k = x.k"));
        assertEquals(
                2,
                update(
                        connection,
                        "MERGE INTO t USING s ON s.k = t.k WHEN MATCHED THEN UPDATE SET v = 'm'"
                                + " WHEN NOT MATCHED THEN INSERT (k, v) VALUES (s.k, s.v)"));
        assertEquals(1, update(connection, "DELETE FROM t USING s WHERE s.k = t.k AND s.v = 'D'"));
        assertEquals(List.of("1|a", "2|m", "3|c"), rows(connection, "SELECT * FROM t ORDER BY k"));
        run(connection, "TRUNCATE TABLE t");
        assertEquals(List.of("0"), rows(connection, "SELECT COUNT(*) FROM t"));
    }

    @Test
    void oneScanIsSpreadOverManyTables() throws SQLException {
        run(connection, "CREATE TABLE small (n NUMBER)", "CREATE TABLE \"all\" (n NUMBER, t VARCHAR)");
        try (var statement = connection.createStatement();
                var counts = statement.executeQuery(
                        "INSERT ALL WHEN n < 3 THEN INTO small (n) VALUES (n) WHEN TRUE THEN INTO \"all\" (n, t) VALUES (n, t)"
                                + " SELECT column1 AS n, column2 AS t FROM VALUES (1, 'a'), (2, 'b'), (3, 'c')")) {
            counts.next();
            assertEquals(
                    "number of rows inserted into SMALL", counts.getMetaData().getColumnName(1));
            assertEquals(
                    "number of rows inserted into all", counts.getMetaData().getColumnName(2));
            assertEquals(2, counts.getLong(1));
            assertEquals(3, counts.getLong(2));
        }
    }

    @Test
    void aTableChangesItsShape() throws SQLException {
        run(connection, "CREATE TRANSIENT TABLE t (a NUMBER(38, 0))", "INSERT INTO t VALUES (1)");
        run(
                connection,
                "ALTER TABLE t ADD COLUMN b VARCHAR",
                "ALTER TABLE t ADD COLUMN IF NOT EXISTS b VARCHAR, c FLOAT");
        run(
                connection,
                "CREATE OR REPLACE TRANSIENT TABLE t AS SELECT * REPLACE (a::VARCHAR AS a), NULL::TIMESTAMP_NTZ(6) AS d FROM t");
        run(connection, "ALTER TABLE t DROP COLUMN b");
        assertEquals(List.of("1|null|null"), rows(connection, "SELECT * FROM t"));
        assertEquals(
                List.of("A|1|TEXT|null", "C|2|FLOAT|null", "D|3|TIMESTAMP_NTZ|null"),
                rows(
                        connection,
                        "SELECT column_name, ordinal_position, data_type, numeric_scale FROM information_schema.columns"
                                + " WHERE table_schema = 'WORK' AND table_name = 'T' ORDER BY ordinal_position"));
        assertEquals("000904 42000", refusal(connection, "ALTER TABLE t DROP COLUMN nothing"));
        assertEquals("002002 42710", refusal(connection, "CREATE TABLE t (a NUMBER)"));
        assertEquals("002003 42S02", refusal(connection, "DROP TABLE nothing"));
        assertEquals("002022 42601", refusal(connection, "CREATE TABLE u AS SELECT 1 + 1"));
        assertEquals("002023 22000", refusal(connection, "INSERT INTO t (a) SELECT PARSE_JSON('1')"));
        assertEquals("002014 22000", refusal(connection, "INSERT INTO t (a) VALUES (PARSE_JSON('1'))"));
        run(connection, "DROP TABLE IF EXISTS nothing", "CREATE TABLE IF NOT EXISTS t (z NUMBER)");
    }

    @Test
    void theInformationSchemaTellsWhatStandsThere() throws SQLException {
        run(connection, "CREATE TABLE t (a NUMBER, v VARIANT, b BOOLEAN)", "INSERT INTO t (a) VALUES (1), (2)");
        run(connection, "CREATE VIEW w AS SELECT a AS x FROM t");
        assertEquals(
                List.of("T|BASE TABLE|2", "W|VIEW|null"),
                rows(
                        connection,
                        "SELECT table_name, table_type, row_count FROM shop.information_schema.tables"
                                + " WHERE table_schema = CURRENT_SCHEMA() ORDER BY 1"));
        assertEquals(
                List.of("A|NUMBER|0", "V|VARIANT|null", "B|BOOLEAN|null", "X|NUMBER|0"),
                rows(
                        connection,
                        "SELECT column_name, data_type, numeric_scale FROM information_schema.columns"
                                + " WHERE table_schema = 'WORK' ORDER BY table_name, ordinal_position"));
        assertEquals(
                List.of("SELECT a AS x FROM t"),
                rows(connection, "SELECT view_definition FROM information_schema.views WHERE table_schema = 'WORK'"));
        assertEquals(
                List.of("INFORMATION_SCHEMA", "WORK"),
                rows(
                        connection,
                        "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT LIKE 'COPY%' ORDER BY 1"));
    }

    @Test
    void aCloneHasItsOwnRowsAndItsViewsReadThem() throws SQLException {
        run(
                connection,
                "CREATE TABLE t (a NUMBER)",
                "CREATE VIEW w AS SELECT a AS x FROM t",
                "INSERT INTO t VALUES (1)");
        run(connection, "CREATE OR REPLACE TRANSIENT SCHEMA copy_of_work CLONE work");
        run(connection, "INSERT INTO copy_of_work.t VALUES (2)");
        assertEquals(List.of("1", "2"), rows(connection, "SELECT x FROM copy_of_work.w ORDER BY x"));
        assertEquals(List.of("1"), rows(connection, "SELECT x FROM work.w"));
        run(connection, "DROP SCHEMA copy_of_work");
        assertEquals("002003 02000", refusal(connection, "SELECT * FROM copy_of_work.t"));
        assertEquals("002120 0A000", refusal(connection, "CREATE SCHEMA lasting CLONE work"));
    }

    @Test
    void grantsAreKeptWhereTheyAreCopied() throws SQLException {
        run(
                connection,
                "CREATE TABLE kept (a NUMBER)",
                "CREATE TABLE lost (a NUMBER)",
                "CREATE VIEW seen AS SELECT a FROM kept");
        run(connection, "GRANT USAGE ON SCHEMA work TO ROLE reader", "GRANT SELECT ON TABLE kept TO ROLE reader");
        run(connection, "GRANT SELECT ON TABLE lost TO ROLE reader", "GRANT SELECT ON VIEW seen TO ROLE reader");
        run(connection, "CREATE OR REPLACE TABLE kept COPY GRANTS AS SELECT 1 AS a");
        run(connection, "CREATE OR REPLACE TABLE lost AS SELECT 1 AS a");
        run(connection, "CREATE OR REPLACE VIEW seen COPY GRANTS AS SELECT a + 1 AS a FROM kept");
        run(connection, "USE ROLE reader");
        assertEquals(List.of("1|2"), rows(connection, "SELECT kept.a, seen.a FROM kept, seen"));
        assertEquals("002003 42S02", refusal(connection, "SELECT * FROM lost"));
        assertEquals("003001 42501", refusal(connection, "DELETE FROM kept"));
        run(connection, "USE ROLE loader");
        try (var statement = connection.createStatement();
                var grants = statement.executeQuery("SHOW GRANTS ON TABLE kept")) {
            grants.next();
            assertEquals("OWNERSHIP", grants.getString("privilege"));
            grants.next();
            assertEquals("SELECT READER", grants.getString("privilege") + " " + grants.getString("grantee_name"));
        }
    }

    @Test
    void namesInAViewAreThoseOfItsOwnSchema() throws SQLException {
        run(connection, "CREATE TABLE t (a NUMBER)", "INSERT INTO t VALUES (1)", "CREATE OR REPLACE SCHEMA elsewhere");
        run(connection, "USE SCHEMA elsewhere");
        run(connection, "CREATE VIEW work.w AS SELECT a FROM t LIMIT 5");
        assertEquals(List.of("1"), rows(connection, "SELECT a FROM work.w LIMIT 1"));
        run(connection, "DROP SCHEMA elsewhere");
    }

    @Test
    void aSessionRemembersValuesInVariables() throws SQLException {
        run(connection, "CREATE TABLE t (a NUMBER)", "INSERT INTO t VALUES (1), (2), (3)");
        run(connection, "SET least_wanted = (SELECT MIN(a) + 1 FROM t)", "SET word = 'it''s'");
        assertEquals(
                List.of("2|it's", "3|it's"),
                rows(connection, "SELECT a, $word FROM t WHERE a >= $least_wanted ORDER BY a"));
        assertEquals("002211 02000", refusal(connection, "SELECT $nothing"));
    }

    @Test
    void valuesAreInsertedInBatches() throws SQLException {
        run(connection, "CREATE TABLE t (a NUMBER, b VARCHAR, at TIMESTAMP_NTZ(6))");
        batch(connection, 10);
        try (var staged = example.connect(java.util.Map.of("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", "5"))) {
            run(staged, "USE SCHEMA work");
            batch(staged, 20);
        }
        assertEquals(
                List.of("30|15|15|2026-01-31 10:20:30.123456"),
                rows(
                        connection,
                        "SELECT COUNT(*), COUNT(b), COUNT_IF(b = ''), TO_CHAR(MAX(at), 'YYYY-MM-DD HH24:MI:SS.FF6') FROM t"));
    }

    private static void batch(Connection connection, int rows) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
            for (int row = 0; row < rows; row++) {
                statement.setLong(1, row);
                statement.setString(2, row % 2 == 0 ? "" : null);
                statement.setTimestamp(3, java.sql.Timestamp.valueOf("2026-01-31 10:20:30.123456"));
                statement.addBatch();
            }
            assertEquals(rows, statement.executeBatch().length);
        }
    }
}
