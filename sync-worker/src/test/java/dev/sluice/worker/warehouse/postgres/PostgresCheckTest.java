package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.NotChecked;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a role lacks is told with the statement that grants it, word for word. */
class PostgresCheckTest {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final String EVERYTHING =
            "SELECT nspname, relname, CAST(relacl AS text), CAST(nspacl AS text) FROM pg_namespace AS n LEFT JOIN pg_class"
                    + " AS c ON relnamespace = n.oid WHERE nspname NOT LIKE 'pg\\_temp%' AND nspname NOT LIKE"
                    + " 'pg\\_toast%' ORDER BY 1, 2";

    private PostgresEngine people;
    private PostgresRole role;

    @BeforeEach
    void make() {
        people = new PostgresEngine();
        role = new PostgresRole(people);
    }

    @AfterEach
    void takeAway() {
        role.close();
        people.close();
    }

    @Test
    void writerPassesAndNothingIsChanged() {
        allow();
        var before = people.read(EVERYTHING);
        assertEquals(List.of(), failed());
        assertEquals(before, people.read(EVERYTHING));
        run();
        assertEquals(List.of(), failed());
    }

    @Test
    void connecting() {
        allow();
        people.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(people.database()));
        var checks = check();
        assertInstanceOf(Failed.class, checks.getFirst());
        assertTrue(checks.stream().skip(1).allMatch(NotChecked.class::isInstance), checks::toString);
        assertGranting("connection", "GRANT CONNECT ON DATABASE \"%s\" TO \"%s\";".formatted(people.database(), role));
    }

    @Test
    void makingTemporaryTables() {
        allow();
        people.execute("REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(people.database()));
        assertGranting(
                "temporary_tables", "GRANT TEMPORARY ON DATABASE \"%s\" TO \"%s\";".formatted(people.database(), role));
    }

    @Test
    void makingSchemas() {
        assertGranting(
                "schema_privileges", "GRANT CREATE ON DATABASE \"%s\" TO \"%s\";".formatted(people.database(), role));
    }

    @Test
    void usingSchemasThatAnAdministratorMade() {
        people.execute("CREATE SCHEMA shop_test");
        people.execute("CREATE SCHEMA shop_test_raw");
        assertGranting(
                "schema_privileges",
                "GRANT USAGE, CREATE ON SCHEMA \"shop_test\" TO \"%s\";".formatted(role),
                "GRANT USAGE, CREATE ON SCHEMA \"shop_test_raw\" TO \"%s\";".formatted(role));
    }

    @Test
    void ownSchemasNeedNoGrant() {
        people.execute("CREATE SCHEMA shop_test AUTHORIZATION " + role);
        people.execute("CREATE SCHEMA shop_test_raw AUTHORIZATION " + role);
        assertEquals(List.of(), failed());
        run();
    }

    @Test
    void writing() {
        allow();
        people.execute("ALTER ROLE %s SET default_transaction_read_only = on".formatted(role));
        assertGranting(
                "writable",
                "ALTER ROLE \"%s\" IN DATABASE \"%s\" SET default_transaction_read_only = off;"
                        .formatted(role, people.database()));
    }

    @Test
    void tablesOfAnotherUserOfOurs() {
        try (var earlier = PostgresRole.writer(people)) {
            try (var run = earlier.open(LAYOUT)) {
                run.execute("CREATE SCHEMA shop_test");
                run.commit();
            }
            people.execute("GRANT USAGE, CREATE ON SCHEMA shop_test, shop_test_raw TO " + role);
            assertGranting("schemas", "GRANT \"%s\" TO \"%s\";".formatted(earlier, role));
        }
    }

    @Test
    void schemasOfSomebodyElse() {
        allow();
        people.execute("CREATE SCHEMA shop_test");
        people.execute("GRANT USAGE, CREATE ON SCHEMA shop_test TO " + role);
        assertEquals(List.of(), failed());
        for (var table : List.of("orders", "customers", "\"Größe\"", "stock")) {
            people.execute("CREATE TABLE shop_test.%s (n int)".formatted(table));
        }
        var foreign = failed();
        assertEquals(1, foreign.size());
        assertEquals("schemas", foreign.getFirst().name());
        assertEquals(
                "Sluice did not make what stands there: shop_test.Größe, shop_test.customers, shop_test.orders and more",
                foreign.getFirst().found());
        assertEquals(
                "use a database where shop_test and shop_test_raw are absent or empty",
                foreign.getFirst().remedy());
    }

    @Test
    void whatPeopleAddedToTheTablesOfRunsIsNoMatter() {
        allow();
        run();
        people.execute("CREATE TABLE shop_test.mine (n int)");
        assertEquals(List.of(), failed());
    }

    @Test
    void serverThatIsNotThere() {
        var failed = failed(new Target.Postgres("jdbc:postgresql://127.0.0.1:1/shop", "sluice", ""));
        assertEquals("connection", failed.getFirst().name());
        assertEquals(
                "the PostgreSQL of jdbc:postgresql://127.0.0.1:1/shop cannot be used: check that it runs and can be"
                        + " reached from the worker",
                failed.getFirst().found());
    }

    @Test
    void urlThatCouldLoadAClassOrReadAFileIsNotOpened() {
        for (var parameters :
                List.of("socketFactory=a.B", "sslcert=/etc/passwd", "ssl%6Dode=x", "sslmode=disable&x=1")) {
            var target = people.target();
            var failed = failed(new Target.Postgres(target.url() + "?" + parameters, target.user(), ""));
            assertEquals(
                    "the URL of the PostgreSQL has parameters that workers do not take",
                    failed.getFirst().found());
        }
        var harmless =
                new Target.Postgres(role.target().url() + "?sslmode=disable&connectTimeout=3", role.toString(), "");
        allow();
        assertEquals(List.of(), failed(harmless));
    }

    private void allow() {
        people.execute("GRANT CREATE ON DATABASE %s TO %s".formatted(people.database(), role));
    }

    /** The one check fails, its statements make it pass, and then a run goes through. */
    private void assertGranting(String name, String... grants) {
        var failed = failed();
        assertEquals(1, failed.size(), failed::toString);
        assertEquals(name, failed.getFirst().name());
        assertEquals(List.of(grants), failed.getFirst().grants());
        failed.getFirst().grants().forEach(people::execute);
        assertEquals(List.of(), failed());
        run();
    }

    private void run() {
        try (var run = role.open(LAYOUT)) {
            run.execute("CREATE TEMP TABLE landed (n int)");
            if (people.read("SELECT 1 FROM pg_namespace WHERE nspname = 'shop_test'")
                    .isEmpty()) {
                run.execute("CREATE SCHEMA shop_test");
            }
            run.execute("CREATE TABLE IF NOT EXISTS shop_test.sold (n bigint)");
            run.commit();
        }
    }

    private List<Failed> failed() {
        return failed(role.target());
    }

    private static List<Failed> failed(Target.Postgres target) {
        var checks = new PostgresCheck(target, "", LAYOUT).report();
        assertEquals(
                PostgresCheck.NAMES, checks.stream().map(WarehouseCheck::name).toList());
        return checks.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }

    private List<WarehouseCheck> check() {
        return new PostgresCheck(role.target(), "", LAYOUT).report();
    }
}
