package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.LogLines;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PostgresWarehousesTest {

    private static final String CHECK_VIOLATION = "23514";
    private static final String SECRET = "hunter2";
    private static final Logger LOG = Logger.getLogger(PostgresWarehousesTest.class.getName());

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    @Inject
    DataSource database;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
    }

    @Test
    void registeredWarehouseIsFoundAgain() {
        var target = target("jdbc:postgresql://DB.example,[::1]:6432/shop?sslmode=require")
                .setUser("Änn \"x\"")
                .setPasswordSecret("shop-warehouse_2")
                .build();

        var created = create("main", target);

        assertEquals(target, created.getPostgres());
        assertEquals(environment, created.getEnvironment());
        assertEquals(created, get("main"));
        assertEquals(List.of(created), list());
        assertEquals(2, catalog.revision(environment));
        assertEquals(created, catalog.snapshot(environment, "main").getWarehouse());
    }

    @Test
    void secretIsLeftEmptyWhereNoPasswordIsAskedFor() {
        create("main", target("jdbc:postgresql://db/shop").build());
        assertEquals("", get("main").getPostgres().getPasswordSecret());
    }

    @Test
    void environmentHasOneWarehouseInADatabaseHoweverItsUrlIsSpelled() {
        create("main", target("jdbc:postgresql://db.example/shop").build());

        for (var url : List.of(
                "jdbc:postgresql://db.example/shop",
                "jdbc:postgresql://DB.example:5432/sho%70?connectTimeout=3",
                "jdbc:postgresql://db.example/shop?sslmode=disable")) {
            var refusal = refusal("second", target(url).setUser("other"));
            assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
            assertEquals("another warehouse of the environment writes to \"db.example:5432/shop\"", refusal.message());
        }
        assertEquals(2, catalog.revision(environment), "a refused call changes nothing");

        create("port", target("jdbc:postgresql://db.example:5433/shop").build());
        create("database", target("jdbc:postgresql://db.example/Shop").build());
        create("hosts", target("jdbc:postgresql://db.example,other/shop").build());
        create("order", target("jdbc:postgresql://other,db.example/shop").build());
    }

    @Test
    void environmentsShareADatabase() {
        create("main", target("jdbc:postgresql://shared.example/shop").build());
        createEnvironment();
        create("main", target("jdbc:postgresql://shared.example/shop").build());
    }

    @Test
    void nameIsUniqueAcrossEngines() {
        catalog.warehouse(environment, "main");
        var refusal = refusal("main", target("jdbc:postgresql://db/shop"));
        assertEquals("there is a warehouse named main", refusal.message());
    }

    @Test
    void environmentsNameLeavesRoomForTheSchemaOfRawEvents() {
        environment = catalog.environment("p".repeat(54), "prod");
        create("main", target("jdbc:postgresql://db/shop").build());

        environment = catalog.environment("p".repeat(55), "prod");
        assertInvalid(
                "environment",
                "must be at most 59 characters for a PostgreSQL warehouse",
                target("jdbc:postgresql://db/shop"));
        catalog.warehouse(environment, "file");
    }

    @Test
    void environmentIsNotNamedLikeTheSchemaOfAnothersRawEvents() {
        environment = catalog.environment("Shop production", "raw");
        assertInvalid(
                "environment",
                "must not end in _raw for a PostgreSQL warehouse: so end the schemas of raw events",
                target("jdbc:postgresql://db/shop"));
        catalog.warehouse(environment, "file");
    }

    @Test
    void urlThatBreaksARuleIsRefused() {
        assertInvalid("postgres.jdbc_url", "must be 1 to 1,024 characters", PostgresTarget.newBuilder());
        assertInvalid(
                "postgres.jdbc_url",
                "must be jdbc:postgresql://host[:port]/database[?parameters]",
                target("jdbc:postgresql:shop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:hunter2@db/shop",
                "jdbc:postgresql://ann:hunter2/db/shop",
                "jdbc:postgresql://ann:hunter2",
                "jdbc:postgresql://db/shop?user=ann&password=hunter2",
                "jdbc:postgresql://db/shop?password=x&hunter2",
                "jdbc:postgresql://db/shop&password=hunter2",
                "jdbc:postgresql://db/shop?hunter2=1",
                "jdbc:postgresql://db/shop?sslmode=hunter2",
                "jdbc:postgresql://db:hunter2/shop",
                "jdbc:postgresql://db/shop/hunter2",
                "postgres://ann:hunter2@db/shop"
            })
    void nothingOfAUrlWithAPasswordIsToldLoggedOrStored(String url) throws SQLException {
        try (var log = LogLines.record()) {
            var refusal = refusal("main", target(url));

            assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
            assertEquals("postgres.jdbc_url", refusal.field());
            assertFalse(refusal.message().contains(SECRET), refusal.message());
            assertEquals(List.of(), log.containing(SECRET));
            LOG.log(Level.INFO, "recorded up to {0}", url);
            assertEquals(1, log.containing(url).size(), "the log was watched");
        }
        assertEquals(0, storedWith(SECRET));
        assertEquals(List.of(), list());
    }

    @Test
    void longestUserHas63Characters() {
        create(
                "main",
                target("jdbc:postgresql://db/shop").setUser("ü".repeat(63)).build());
        for (var user : List.of("", "x".repeat(64))) {
            assertInvalid(
                    "postgres.user",
                    "must be 1 to 63 characters",
                    target("jdbc:postgresql://other/shop").setUser(user));
        }
        assertInvalid(
                "postgres.user",
                "must not be blank",
                target("jdbc:postgresql://other/shop").setUser(" "));
        assertInvalid(
                "postgres.user",
                "must not contain control characters",
                target("jdbc:postgresql://other/shop").setUser("a\0b"));
    }

    @Test
    void longestNameOfASecretHas63Characters() {
        var longest = "s".repeat(63);
        create(
                "main",
                target("jdbc:postgresql://db/shop").setPasswordSecret(longest).build());
        assertEquals(longest, get("main").getPostgres().getPasswordSecret());
        assertSecretRefused(longest + "s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hunter2", "../passwd", "/etc/passwd", "a/b", "a.b", "-a", "_a", "PATH", "a b", "ä", "a\n", " "})
    void secretThatCouldLeadElsewhereIsRefusedAndNotRepeated(String name) {
        assertSecretRefused(name);
    }

    @Test
    void rowsHaveTheColumnsOfTheirEngineOnly() {
        for (var columns : List.of(
                "'duckdb', null, 'u', 'd', 'x', ''",
                "'duckdb', '/f', 'u', 'd', 'x', ''",
                "'duckdb', '/f', null, null, null, ''",
                "'postgres', '/f', 'u', 'd', 'x', ''",
                "'postgres', null, 'u', null, 'x', ''",
                "'postgres', null, 'u', 'd', 'x', null",
                "'snowflake', null, null, null, null, null")) {
            var refused = assertThrows(SQLException.class, () -> insert(columns), columns);
            assertEquals(CHECK_VIOLATION, refused.getSQLState(), columns);
        }
    }

    private void insert(String columns) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into warehouse (environment_id, name, created_at, engine, duckdb_path,
                            postgres_url, postgres_database, postgres_user, postgres_password_secret)
                        select id, 'by hand', now(), %s from environment where name = ?""".formatted(columns))) {
            statement.setString(1, environment);
            statement.executeUpdate();
        }
    }

    private long storedWith(String text) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select count(*) from warehouse where position(? in warehouse::text) > 0")) {
            statement.setString(1, text);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private void assertSecretRefused(String name) {
        assertInvalid(
                "postgres.password_secret",
                "must be empty, or 1 to 63 characters of a-z 0-9 _ - that begin with a letter or digit",
                target("jdbc:postgresql://other/shop").setPasswordSecret(name));
    }

    private void assertInvalid(String field, String rule, PostgresTarget.Builder target) {
        var refusal = refusal("bad", target);
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals(field, refusal.field());
        assertEquals(field + " " + rule, refusal.message());
    }

    private Refusal refusal(String name, PostgresTarget.Builder target) {
        return Refusal.of(() -> create(name, target.build()));
    }

    private Warehouse create(String name, PostgresTarget target) {
        return client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setPostgres(target)
                        .build())
                .getWarehouse();
    }

    private static PostgresTarget.Builder target(String url) {
        return PostgresTarget.newBuilder().setJdbcUrl(url).setUser("sluice");
    }

    private Warehouse get(String name) {
        return client.warehouses()
                .getWarehouse(GetWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse(name)
                        .build())
                .getWarehouse();
    }

    private List<Warehouse> list() {
        return client.warehouses()
                .listWarehouses(ListWarehousesRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getWarehousesList();
    }
}
