package dev.sluice.worker.warehouse.snowflake.standin;

import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.refusal;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.rows;
import static dev.sluice.worker.warehouse.snowflake.standin.StandInExample.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, what a session may do, and all that can go wrong with it. */
class SessionsTest {

    private StandInExample example;
    private SnowflakeStandIn server;

    @BeforeEach
    void start() {
        example = StandInExample.start();
        server = example.server();
    }

    @AfterEach
    void stop() {
        example.close();
    }

    private int refusedLogin(Map<String, Object> others) {
        return assertThrows(SQLException.class, () -> example.connect(others)).getErrorCode();
    }

    private Connection withTable() throws SQLException {
        var connection = example.inSchema("WORK");
        run(connection, "CREATE TABLE t (a NUMBER)");
        return connection;
    }

    private static List<String> rowsOf(Connection connection) throws SQLException {
        return rows(connection, "SELECT a FROM t ORDER BY a");
    }

    @Test
    void onlyTheRightKeyOrPasswordLetsIn() throws SQLException {
        assertEquals(
                390144,
                refusedLogin(Map.of("privateKey", StandInExample.newKeys().getPrivate())));
        assertEquals(390144, refusedLogin(Map.of("user", "nobody")));
        assertEquals(390189, refusedLogin(Map.of("role", "NOBODY")));
        var properties = server.properties();
        properties.putAll(Map.of("user", "person", "password", "secret", "warehouse", "LOADING", "db", "SHOP"));
        try (var connection = DriverManager.getConnection(server.url(), properties)) {
            assertEquals(
                    List.of("READER|PERSON|LOADING|SHOP|PUBLIC"),
                    rows(
                            connection,
                            "SELECT CURRENT_ROLE(), CURRENT_USER(), CURRENT_WAREHOUSE(), CURRENT_DATABASE(), CURRENT_SCHEMA()"));
        }
        properties.setProperty("password", "wrong");
        assertEquals(
                390100,
                assertThrows(SQLException.class, () -> DriverManager.getConnection(server.url(), properties))
                        .getErrorCode());
    }

    @Test
    void whatIsMissingIsSaidAtTheFirstStatement() throws SQLException {
        try (var connection = example.connect(Map.of("db", "NOWHERE"))) {
            assertEquals("090105 22000", refusal(connection, "CREATE SCHEMA work"));
        }
        try (var connection = example.connect(Map.of("warehouse", "NONE"))) {
            assertEquals("000606 57P03", refusal(connection, "SELECT * FROM information_schema.tables"));
            assertEquals("002043 02000", refusal(connection, "USE WAREHOUSE none"));
            assertEquals("002043 02000", refusal(connection, "USE SCHEMA nowhere"));
        }
        assertEquals(390201, refusedLogin(Map.of("db", "NOWHERE", "validateDefaultParameters", "true")));
    }

    @Test
    void aMissingPrivilegeIsNamed() throws SQLException {
        server.revoke("CREATE SCHEMA", "DATABASE", "SHOP", "LOADER");
        try (var connection = example.connect()) {
            var failure = assertThrows(SQLException.class, () -> run(connection, "CREATE SCHEMA work"));
            assertEquals(3001, failure.getErrorCode());
            assertTrue(failure.getMessage().contains("Insufficient privileges to operate on database 'SHOP'"));
            server.grant("CREATE SCHEMA", "DATABASE", "SHOP", "LOADER");
            run(connection, "CREATE SCHEMA work");
            server.revoke("USAGE", "DATABASE", "SHOP", "LOADER");
            assertEquals("002003 02000", refusal(connection, "CREATE TABLE work.t (a NUMBER)"));
        }
        server.grant("USAGE", "DATABASE", "SHOP", "LOADER");
        server.revoke("USAGE", "WAREHOUSE", "LOADING", "LOADER");
        try (var connection = example.connect()) {
            assertEquals("000606 57P03", refusal(connection, "SELECT * FROM information_schema.tables"));
        }
    }

    @Test
    void aVirtualWarehouseResumesUnlessItsQuotaIsUsedUp() throws SQLException {
        try (var connection = withTable()) {
            server.suspendWarehouse("LOADING");
            assertEquals(List.of(), rowsOf(connection));
            assertEquals("STARTED", server.warehouse("LOADING").orElseThrow().name());
            server.exceedQuota("LOADING");
            assertEquals("090073 22000", refusal(connection, "SELECT a FROM t"));
            server.removeWarehouse("LOADING");
            assertEquals("000606 57P03", refusal(connection, "SELECT a FROM t"));
        }
    }

    @Test
    void expiredTokensAreRenewedByTheDriver() throws SQLException {
        try (var connection = withTable()) {
            run(connection, "BEGIN", "INSERT INTO t VALUES (1)");
            server.expireTokens();
            run(connection, "COMMIT");
            assertEquals(List.of("1"), rowsOf(connection));
            server.expireMasterTokens();
            assertThrows(SQLException.class, () -> rowsOf(connection));
        }
    }

    @Test
    void theDriverComesAgainWhereTheServerIsUnavailableOrTheConnectionDrops() throws SQLException {
        try (var connection = withTable()) {
            server.unavailable(1);
            run(connection, "INSERT INTO t VALUES (1)");
            server.dropConnectionBefore("VALUES \\(2\\)");
            run(connection, "INSERT INTO t VALUES (2)");
            server.dropConnectionAfter("VALUES \\(3\\)");
            run(connection, "INSERT INTO t VALUES (3)");
            assertEquals(List.of("1", "2", "3"), rowsOf(connection));
        }
    }

    @Test
    void aSessionThatEndsLosesItsTransactionOrHasCommittedIt() throws SQLException {
        withTable().close();
        for (boolean before : new boolean[] {true, false}) {
            try (var connection = example.connect()) {
                run(connection, "USE SCHEMA work", "BEGIN", "INSERT INTO t VALUES (1)");
                if (before) {
                    server.endSessionBefore("COMMIT");
                } else {
                    server.endSessionAfter(1);
                }
                assertEquals("390111 08003", refusal(connection, "COMMIT"));
            }
            try (var connection = example.connect()) {
                run(connection, "USE SCHEMA work");
                assertEquals(before ? List.of() : List.of("1"), rowsOf(connection));
            }
        }
    }

    @Test
    void aServerThatVanishesCarriesOutNothingMore() throws SQLException {
        withTable().close();
        try (var connection = example.connect(Map.of("maxHttpRetries", "1"))) {
            run(connection, "USE SCHEMA work");
            server.vanishAfter(2);
            run(connection, "INSERT INTO t VALUES (1)");
            assertThrows(SQLException.class, () -> run(connection, "INSERT INTO t VALUES (2)"));
            server.comeBack();
        }
        try (var connection = example.connect()) {
            run(connection, "USE SCHEMA work");
            assertEquals(List.of("1", "2"), rowsOf(connection));
        }
    }

    @Test
    void whoeverDiesLeavesNothingOfAnOpenTransaction() throws SQLException {
        withTable().close();
        try (var connection = example.connect()) {
            run(connection, "USE SCHEMA work", "BEGIN", "INSERT INTO t VALUES (1)");
            server.dieAfter(1);
            assertEquals("390111 08003", refusal(connection, "INSERT INTO t VALUES (2)"));
            assertThrows(SQLException.class, example::connect);
            server.comeBack();
        }
        try (var connection = example.connect()) {
            run(connection, "USE SCHEMA work");
            assertEquals(List.of(), rowsOf(connection));
        }
    }

    @Test
    void aStatementIsRefusedOnceAndHeldWhereATestWantsIt() throws Exception {
        try (var connection = withTable()) {
            server.refuse("INSERT INTO t", "000603", "XX000", "SQL execution internal error");
            assertEquals("000603 XX000", refusal(connection, "INSERT INTO t VALUES (1)"));
            var gate = server.hold("INSERT INTO t");
            var inserting = CompletableFuture.runAsync(() -> {
                try {
                    run(connection, "INSERT INTO t VALUES (1)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            gate.awaitReached(Duration.ofSeconds(10));
            try (var other = example.connect()) {
                run(other, "USE SCHEMA work");
                assertEquals(List.of(), rowsOf(other));
            }
            gate.open();
            inserting.get();
            assertEquals(List.of("1"), rowsOf(connection));
        }
    }

    @Test
    void allThatCameIsLogged() throws SQLException {
        try (var connection = example.connect(Map.of("QUERY_TAG", "{\"run\": 1}"))) {
            server.log().clear();
            run(connection, "CREATE SCHEMA work", "USE SCHEMA work");
            assertThrows(SQLException.class, () -> run(connection, "SELECT * FROM nothing"));
            var statements = server.log().statements();
            assertEquals(3, statements.size());
            assertEquals(3, server.log().requests().size());
            assertEquals("{\"run\": 1}", statements.get(0).queryTag().orElseThrow());
            assertEquals("002003", statements.get(2).error().orElseThrow());
        }
    }

    @Test
    void whatLastsIsBrokenOff() throws SQLException {
        try (var connection = example.connect();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery(
                            "SELECT SUM(a.n * b.n) FROM (SELECT ROW_NUMBER() OVER (ORDER BY 1) AS n"
                                    + " FROM TABLE(GENERATOR(ROWCOUNT => 300000))) AS a, (SELECT ROW_NUMBER() OVER (ORDER BY 1) AS n"
                                    + " FROM TABLE(GENERATOR(ROWCOUNT => 300000))) AS b"));
        }
    }
}
