package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.WarehouseFailure.Statement;
import dev.sluice.worker.warehouse.WarehouseFailure.Unusable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong says what to do, and nothing of what was in the warehouse. */
class PostgresFailuresTest extends PostgresExample {

    private static void assertSays(String part, WarehouseFailure failure) {
        assertTrue(failure.getMessage().contains(part), failure::getMessage);
    }

    private static Unusable refusalOf(Target.Postgres target, String password) {
        return assertThrows(Unusable.class, () -> PostgresWarehouse.open(target, password, LAYOUT));
    }

    @Test
    void portWhereNobodyListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var url = "jdbc:postgresql://127.0.0.1:%d/shop".formatted(port);
        assertSays(
                "the PostgreSQL of %s cannot be used: check that it runs and can be reached".formatted(url),
                refusalOf(new Target.Postgres(url, "postgres", ""), ""));
    }

    @Test
    void addressOfSomethingElse() {
        assertSays("check that it runs", refusalOf(new Target.Postgres("jdbc:duckdb:shop", "postgres", ""), ""));
    }

    @Test
    void databaseThatIsNotThere() {
        var url = people.target().url() + "_not";
        assertSays("there is no such database; create it", refusalOf(new Target.Postgres(url, "postgres", ""), ""));
    }

    @Test
    void wrongPassword() throws IOException {
        people.execute("ALTER ROLE %s PASSWORD 'right'".formatted(writer));
        try (var _ = new AskedForPassword(people, writer)) {
            PostgresWarehouse.open(writer.target(), "right", LAYOUT).close();
            var refusal = refusalOf(writer.target(), "not right");
            assertSays("the password is wrong; set the secret that the warehouse names", refusal);
            assertFalse(refusal.getMessage().contains("not right"), refusal::getMessage);
            assertSays("the server asks for a password", refusalOf(writer.target(), ""));
        }
    }

    /** The server asks a role for its password, as servers do. */
    private static final class AskedForPassword implements AutoCloseable {

        private final PostgresEngine engine;
        private final Path rules;
        private final String before;

        AskedForPassword(PostgresEngine engine, PostgresRole role) throws IOException {
            this.engine = engine;
            rules = Path.of(engine.read("SHOW hba_file").getFirst().getFirst());
            before = Files.readString(rules);
            use("host all %s all scram-sha-256\n%s".formatted(role, before));
        }

        /** Whoever connects when a session has read the settings anew meets the new rules. */
        private void use(String text) throws IOException {
            Files.writeString(rules, text);
            var loaded = loaded();
            engine.execute("SELECT pg_reload_conf()");
            while (loaded.equals(loaded())) {
                Thread.onSpinWait();
            }
        }

        private List<List<String>> loaded() {
            return engine.read("SELECT CAST(pg_conf_load_time() AS text)");
        }

        @Override
        public void close() throws IOException {
            use(before);
        }
    }

    private Statement refusalOf(String sql) {
        try (var warehouse = writer.open(LAYOUT)) {
            return assertThrows(Statement.class, () -> warehouse.execute(sql));
        }
    }

    @Test
    void privilegeThatWasTaken() {
        people.execute("ALTER TABLE shop_test.sold OWNER TO postgres");
        assertSays(
                "permission denied for table sold; a privilege is missing; grant it",
                refusalOf("INSERT INTO shop_test.sold VALUES (2, 'b')"));
    }

    @Test
    void tableThatPeopleMadeUnderAWantedName() {
        people.execute("CREATE TABLE shop_test.viewed (mine int)");
        assertSays(
                "relation \"viewed\" already exists; Sluice did not make what stands there and leaves it alone",
                refusalOf("CREATE TABLE shop_test.viewed AS SELECT 1 AS event_id"));
        assertEquals(List.of(), people.read("SELECT mine FROM shop_test.viewed"));
    }

    @Test
    void tableThatSomebodyDropped() {
        writer.execute("DROP TABLE shop_test.sold");
        assertSays(
                "relation \"shop_test.sold\" does not exist; a table was dropped by somebody else",
                refusalOf("INSERT INTO shop_test.sold VALUES (2, 'b')"));
    }

    @Test
    void columnThatSomebodyDropped() {
        writer.execute("ALTER TABLE shop_test.sold DROP COLUMN name");
        assertSays(
                "a column was dropped by somebody else",
                refusalOf("INSERT INTO shop_test.sold (n, name) VALUES (2, 'b')"));
    }

    @Test
    void columnThatSomebodyGaveAnotherType() {
        writer.execute("ALTER TABLE shop_test.sold ALTER COLUMN n TYPE boolean USING true");
        assertSays(
                "column \"n\" is of type boolean but expression is of type bigint; a column was given another type",
                refusalOf("INSERT INTO shop_test.sold SELECT CAST(2 AS bigint), 'b'"));
    }

    @Test
    void viewOnAColumnThatIsToGo() {
        writer.execute("CREATE VIEW shop_test.mine AS SELECT name FROM shop_test.sold");
        assertSays(
                "something else depends on it; drop that first",
                refusalOf("ALTER TABLE shop_test.sold DROP COLUMN name"));
    }

    @Test
    void messagesTellNoValues() {
        writer.execute("CREATE UNIQUE INDEX once ON shop_test.sold (name)");
        writer.execute("ALTER TABLE shop_test.sold ADD CONSTRAINT few CHECK (n < 100)");
        for (var sql : List.of(
                "INSERT INTO shop_test.sold SELECT CAST(x AS bigint), x FROM (VALUES ('secret')) AS v (x)",
                "SELECT CAST(x AS timestamptz) FROM (VALUES ('secret')) AS v (x)",
                "SELECT CAST(x AS jsonb) FROM (VALUES ('{\"secret\"')) AS v (x)",
                "SELECT CAST(x AS bigint) FROM (VALUES ('99999999999999999999')) AS v (x)",
                "INSERT INTO shop_test.sold VALUES (2, 'secret'), (3, 'secret')",
                "INSERT INTO shop_test.sold VALUES (99999, 'secret')",
                "DO $$ BEGIN RAISE EXCEPTION 'secret'; END $$",
                "SELECT 'x' secret 99999")) {
            var message = refusalOf(sql).getMessage();
            assertFalse(message.contains("secret") || message.contains("99999"), message);
        }
    }

    @Test
    void serverThatGoesAwayIsNoFaultOfAStatement() {
        try (var warehouse = writer.open(LAYOUT)) {
            people.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'".formatted(writer));
            var failure = assertThrows(Unusable.class, () -> warehouse.execute("SELECT 1"));
            assertSays("the PostgreSQL did not go on", failure);
        }
        assertEquals(List.of(List.of("1", "first")), people.read(SOLD));
    }
}
