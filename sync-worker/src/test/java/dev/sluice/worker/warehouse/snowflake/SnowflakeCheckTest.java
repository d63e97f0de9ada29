package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.NotChecked;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.sluice.worker.warehouse.snowflake.standin.log.RequestLog;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role lacks is told with the statement that grants it, word for word. */
class SnowflakeCheckTest {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final String ROLE = StandInAccount.ROLE;
    private static final String DATABASE = StandInAccount.DATABASE;
    private static final String EARLIER = "EARLIER";

    private final StandInAccount account = StandInAccount.start();
    private final SnowflakeStandIn server = account.server();

    @BeforeEach
    void addAdministrator() {
        server.addUser("ADMIN", "for tests alone", "ACCOUNTADMIN");
        server.addUser("SOMEBODY", "for tests alone", EARLIER);
    }

    @AfterEach
    void takeAway() {
        account.close();
    }

    @Test
    void writerPassesAndNothingIsChanged() {
        assertEquals(List.of(), failed());
        assertTrue(server.log().statements().stream().noneMatch(SnowflakeCheckTest::changes));
        run();
        assertEquals(List.of(), failed());
    }

    private static boolean changes(RequestLog.LoggedStatement statement) {
        return !statement.sql().startsWith("SELECT") && !statement.sql().startsWith("SHOW");
    }

    @Test
    void role() {
        var checks = new SnowflakeCheck(as(EARLIER, StandInAccount.WAREHOUSE, DATABASE), LAYOUT).report();
        var connection = assertInstanceOf(Failed.class, checks.getFirst());
        assertEquals(List.of("GRANT ROLE \"EARLIER\" TO USER \"SLUICE\";"), connection.grants());
        assertTrue(checks.stream().skip(1).allMatch(NotChecked.class::isInstance), checks::toString);
        administer(connection.grants());
        assertEquals(List.of(), failed(as(EARLIER, StandInAccount.WAREHOUSE, DATABASE)));
    }

    @Test
    void database() {
        server.revoke("USAGE", "DATABASE", DATABASE, ROLE);
        assertGranting("database", "GRANT USAGE ON DATABASE \"SHOP\" TO ROLE \"LOADER\";");
    }

    @Test
    void virtualWarehouse() {
        server.revoke("USAGE", "WAREHOUSE", StandInAccount.WAREHOUSE, ROLE);
        assertGranting("virtual_warehouse", "GRANT USAGE ON WAREHOUSE \"LOADING\" TO ROLE \"LOADER\";");
    }

    @Test
    void virtualWarehouseWithoutQuota() {
        server.exceedQuota(StandInAccount.WAREHOUSE);
        var failed = failed();
        assertEquals("virtual_warehouse", failed.getFirst().name());
        assertEquals("raise the quota or wait", failed.getFirst().remedy());
    }

    @Test
    void makingSchemas() {
        server.revoke("CREATE SCHEMA", "DATABASE", DATABASE, ROLE);
        assertGranting("schema_privileges", "GRANT CREATE SCHEMA ON DATABASE \"SHOP\" TO ROLE \"LOADER\";");
    }

    @Test
    void usingSchemasThatAnAdministratorMade() {
        administer(List.of("CREATE SCHEMA SHOP.SHOP_TEST", "GRANT USAGE ON SCHEMA SHOP.SHOP_TEST TO ROLE LOADER"));
        assertGranting(
                "schema_privileges",
                "GRANT USAGE, CREATE TABLE, CREATE VIEW ON SCHEMA \"SHOP\".\"SHOP_TEST\" TO ROLE \"LOADER\";");
    }

    @Test
    void tablesOfAnotherRoleOfOurs() {
        administer(List.of("GRANT ROLE EARLIER TO USER SLUICE"));
        run(as(EARLIER, StandInAccount.WAREHOUSE, DATABASE));
        for (var schema : List.of("SHOP_TEST", "SHOP_TEST_RAW")) {
            administer(List.of(
                    "GRANT USAGE, CREATE TABLE, CREATE VIEW ON SCHEMA SHOP.%s TO ROLE LOADER".formatted(schema)));
        }
        assertGranting("schemas", "GRANT ROLE \"EARLIER\" TO ROLE \"LOADER\";");
    }

    @Test
    void schemasOfSomebodyElse() {
        administer(List.of(
                "CREATE SCHEMA SHOP.SHOP_TEST",
                "GRANT USAGE, CREATE TABLE, CREATE VIEW ON SCHEMA SHOP.SHOP_TEST TO ROLE LOADER"));
        assertEquals(List.of(), failed());
        administer(List.of(
                "CREATE TABLE SHOP.SHOP_TEST.ORDERS (n NUMBER(38, 0))",
                "CREATE TABLE SHOP.SHOP_TEST.\"Größe\" (n NUMBER(38, 0))"));
        var foreign = failed();
        assertEquals(1, foreign.size(), foreign::toString);
        assertEquals(
                "Sluice did not make what stands there: SHOP_TEST.Größe, SHOP_TEST.ORDERS",
                foreign.getFirst().found());
    }

    @Test
    void serverThatIsNotThere() {
        var nowhere =
                new Target.Snowflake("ACCOUNT", "SLUICE", ROLE, "LOADING", DATABASE, "key", Optional.of("127.0.0.1:1"));
        var failed = failed(new SnowflakeLogin(nowhere, account.login().key(), 1));
        assertEquals("connection", failed.getFirst().name());
        assertTrue(failed.getFirst().found().contains("127.0.0.1:1"), failed::toString);
    }

    @Test
    void whatIsRegisteredAddsNoStatementToTheGrants() {
        var failed = failed(as(ROLE, StandInAccount.WAREHOUSE, "x TO ROLE y; DROP DATABASE shop"));
        assertEquals(
                List.of("GRANT USAGE ON DATABASE \"X TO ROLE Y; DROP DATABASE SHOP\" TO ROLE \"LOADER\";"),
                failed.getFirst().grants());
    }

    /** The one check fails, its statements make it pass, and then a run goes through. */
    private void assertGranting(String name, String... grants) {
        var failed = failed();
        assertEquals(1, failed.size(), failed::toString);
        assertEquals(name, failed.getFirst().name());
        assertEquals(List.of(grants), failed.getFirst().grants());
        administer(failed.getFirst().grants());
        assertEquals(List.of(), failed());
        run();
    }

    private void administer(List<String> statements) {
        var properties = server.properties();
        properties.setProperty("user", "ADMIN");
        properties.setProperty("password", "for tests alone");
        properties.setProperty("warehouse", StandInAccount.WAREHOUSE);
        properties.setProperty("db", DATABASE);
        try (var connection = DriverManager.getConnection(server.url(), properties);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        run(account.login());
    }

    private static void run(SnowflakeLogin login) {
        try (var run = SnowflakeWarehouse.open(login, LAYOUT)) {
            run.execute("CREATE SCHEMA IF NOT EXISTS " + run.dialect().quote(LAYOUT.schema()));
            run.execute("CREATE OR REPLACE TRANSIENT TABLE %s.sold (n NUMBER(38, 0))"
                    .formatted(run.dialect().quote(LAYOUT.schema())));
            run.commit();
        }
    }

    private List<Failed> failed() {
        return failed(account.login());
    }

    private static List<Failed> failed(SnowflakeLogin login) {
        var checks = new SnowflakeCheck(login, LAYOUT).report();
        assertEquals(
                SnowflakeCheck.NAMES, checks.stream().map(WarehouseCheck::name).toList());
        return checks.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }

    private SnowflakeLogin as(String role, String warehouse, String database) {
        var target = account.target();
        return new SnowflakeLogin(
                new Target.Snowflake(target.account(), target.user(), role, warehouse, database, "key", target.host()),
                account.login().key(),
                1);
    }
}
