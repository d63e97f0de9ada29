package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SnowflakeWarehousesTest {

    private static final String CHECK_VIOLATION = "23514";
    private static final String NAME =
            "must be a name of 1 to 255 characters: letters, digits, _ and $ with no digit or $"
                    + " first, which is folded to upper case, or anything in double quotes";

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
        var target = target("MyOrg-my_account.privatelink", "\"Analytics \"\"x\"\"\"")
                .setUser("Änn@example.com")
                .setRole("SLUICE_WRITER")
                .setVirtualWarehouse("\"sluice\"")
                .setPrivateKeySecret("shop-warehouse_2")
                .build();

        var created = create("main", target);

        assertEquals(target, created.getSnowflake());
        assertEquals(environment, created.getEnvironment());
        assertEquals(created, get("main"));
        assertEquals(List.of(created), list());
        assertEquals(2, catalog.revision(environment));
        assertEquals(created, catalog.snapshot(environment, "main").getWarehouse());
    }

    @Test
    void namesAreShownAsSnowflakeKeepsThem() {
        create("main", target("myorg-a", "analytics").setRole("\"WRITER\"").build());

        var shown = get("main").getSnowflake();
        assertEquals("ANALYTICS", shown.getDatabase());
        assertEquals("WRITER", shown.getRole());
        assertEquals("SLUICE_WH", shown.getVirtualWarehouse());
        assertEquals("sluice", shown.getUser(), "a login name is no identifier");
    }

    @Test
    void environmentHasOneWarehouseInADatabaseHoweverItIsSpelled() {
        create("main", target("myorg-my_account", "analytics").build());

        for (var same : List.of(
                target("myorg-my_account", "analytics"),
                target("MYORG-my-account", "\"ANALYTICS\""),
                target("myorg-my_account.privatelink", "Analytics"),
                target("myorg-my_account", "analytics").setRole("other").setUser("other"))) {
            var refusal = refusal("second", same);
            assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
            assertEquals(
                    "another warehouse of the environment writes to \"myorg-my-account/ANALYTICS\"", refusal.message());
        }
        assertEquals(2, catalog.revision(environment), "a refused call changes nothing");

        create("account", target("myorg-other", "analytics").build());
        create("database", target("myorg-my_account", "\"analytics\"").build());
    }

    @Test
    void environmentsShareADatabase() {
        create("main", target("myorg-shared", "analytics").build());
        createEnvironment();
        create("main", target("myorg-shared", "analytics").build());
    }

    @Test
    void environmentsNameLeavesRoomForTheSchemasOfRuns() {
        environment = catalog.environment("p".repeat(118), "q".repeat(118));
        create("main", target("myorg-a", "analytics").build());

        environment = catalog.environment("p".repeat(119), "q".repeat(118));
        assertInvalid(
                "environment",
                "must be at most 237 characters for a Snowflake warehouse",
                target("myorg-a", "analytics"));
        catalog.warehouse(environment, "file");
    }

    @ParameterizedTest
    @CsvSource({"x, raw", "x raw, 0a1b2c3d", "x staging, 00000000", "x planned, 0a1b2c3d", "x planning, 0a1b2c3d"})
    void environmentIsNotNamedLikeAnInnerSchemaOfAnother(String project, String stage) {
        environment = catalog.environment(project, stage);
        assertInvalid(
                "environment",
                "must not end in _raw, nor in _raw_, _staging_, _planned_ or _planning_ and eight hexadecimal"
                        + " digits, for a Snowflake warehouse: so end the inner schemas of environments",
                target("myorg-a", "analytics"));
        catalog.warehouse(environment, "file");
    }

    @ParameterizedTest
    @CsvSource({"x, staging", "x raw, 0a1b2c3", "x raw, 0a1b2c3g", "xraw, y", "raw, 0a1b2c3d"})
    void environmentIsNamedInOtherWays(String project, String stage) {
        environment = catalog.environment(project, stage);
        create("main", target("myorg-a", "analytics").build());
    }

    @Test
    void fieldsThatBreakARuleAreNamed() {
        assertInvalid(
                "snowflake.account",
                "must be the account's identifier, without snowflakecomputing.com",
                target("a.snowflakecomputing.com", "x"));
        assertInvalid("snowflake.user", "must be 1 to 255 characters", valid().setUser(""));
        assertInvalid("snowflake.user", "must be 1 to 255 characters", valid().setUser("x".repeat(256)));
        assertInvalid("snowflake.user", "must not contain control characters", valid().setUser("a\0"));
        assertInvalid("snowflake.role", NAME, valid().setRole(""));
        assertInvalid("snowflake.virtual_warehouse", NAME, valid().setVirtualWarehouse("a b"));
        assertInvalid("snowflake.database", NAME, valid().setDatabase("a.b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Key", "../key", "/etc/passwd", "a/b", "a.b", "-a", "-----BEGIN PRIVATE KEY-----\nMIIE"})
    void secretMustBeNamedAndIsNotRepeated(String name) {
        assertInvalid(
                "snowflake.private_key_secret",
                "must be 1 to 63 characters of a-z 0-9 _ - that begin with a letter or digit",
                valid().setPrivateKeySecret(name));
    }

    @Test
    void rowsHaveTheColumnsOfTheirEngineOnly() throws SQLException {
        for (var columns : List.of(
                "'snowflake', '/f', 'a', 'p', 'u', 'r', 'w', 'd', 's'",
                "'snowflake', null, 'a', 'p', 'u', 'r', 'w', 'd', null",
                "'snowflake', null, null, 'p', 'u', 'r', 'w', 'd', 's'",
                "'duckdb', '/f', 'a', 'p', 'u', 'r', 'w', 'd', 's'",
                "'duckdb', '/f', null, null, null, null, null, 'd', null",
                "'other', null, 'a', 'p', 'u', 'r', 'w', 'd', 's'")) {
            var refused = assertThrows(SQLException.class, () -> insert(columns), columns);
            assertEquals(CHECK_VIOLATION, refused.getSQLState(), columns);
        }
        insert("'snowflake', null, 'a', 'p', 'u', 'r', 'w', 'd', 's'");
    }

    private void insert(String columns) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into warehouse (environment_id, name, created_at, engine, duckdb_path, snowflake_account,
                            snowflake_place, snowflake_user, snowflake_role, snowflake_virtual_warehouse,
                            snowflake_database, snowflake_private_key_secret)
                        select id, 'by hand', now(), %s from environment where name = ?""".formatted(columns))) {
            statement.setString(1, environment);
            statement.executeUpdate();
        }
    }

    private void assertInvalid(String field, String rule, SnowflakeTarget.Builder target) {
        var refusal = refusal("bad", target);
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals(field, refusal.field());
        assertEquals(field + " " + rule, refusal.message());
    }

    private Refusal refusal(String name, SnowflakeTarget.Builder target) {
        return Refusal.of(() -> create(name, target.build()));
    }

    private Warehouse create(String name, SnowflakeTarget target) {
        return client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setSnowflake(target)
                        .build())
                .getWarehouse();
    }

    private static SnowflakeTarget.Builder valid() {
        return target("myorg-a", "analytics");
    }

    private static SnowflakeTarget.Builder target(String account, String database) {
        return SnowflakeTarget.newBuilder()
                .setAccount(account)
                .setUser("sluice")
                .setRole("sluice_writer")
                .setVirtualWarehouse("sluice_wh")
                .setDatabase(database)
                .setPrivateKeySecret("snowflake");
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
