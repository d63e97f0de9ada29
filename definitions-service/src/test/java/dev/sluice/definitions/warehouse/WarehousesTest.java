package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class WarehousesTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
    }

    @Test
    void registeredWarehouseIsFoundAgain() {
        var second = catalog.warehouse(environment, "second");
        var first = catalog.warehouse(environment, "first");

        assertEquals(environment, first.getEnvironment());
        assertEquals("/data/" + environment + "/first.duckdb", first.getDuckdb().getPath());
        assertEquals(first, get(environment, "first"));
        assertEquals(List.of(first, second), list());
        assertEquals(3, catalog.revision(environment));
    }

    @Test
    void nameIsUniqueInItsEnvironmentOnly() {
        catalog.warehouse(environment, "main");
        catalog.warehouse(catalog.environment(), "main");

        assertReason(ErrorReason.ERROR_REASON_ALREADY_EXISTS, duckdb("main", "/data/elsewhere.duckdb"));
    }

    @Test
    void oneFileBelongsToOneWarehouseAcrossEnvironments() {
        var taken = catalog.warehouse(catalog.environment(), "main").getDuckdb().getPath();

        assertReason(ErrorReason.ERROR_REASON_ALREADY_EXISTS, duckdb("main", taken));
        assertEquals(1, catalog.revision(environment), "a refused call changes nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "relative.duckdb", "/", "/data/", "/data/../x.duckdb", "/data//x.duckdb", "/a\nb", "/a\0b"})
    void pathThatIsNotPlainAndAbsoluteIsRefused(String path) {
        var refusal = Refusal.of(() -> client.warehouses().createWarehouse(duckdb("main", path)));
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals("duckdb.path", refusal.field());
    }

    @Test
    void longestPathIsKeptAndALongerOneRefused() {
        var longest = "/" + "ü".repeat(1_023);
        client.warehouses().createWarehouse(duckdb("main", longest));
        assertEquals(longest, get(environment, "main").getDuckdb().getPath());

        assertReason(ErrorReason.ERROR_REASON_FIELD_INVALID, duckdb("other", longest + "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "with space",
                "ümlaut",
                "a.b",
                "x1234567890123456789012345678901234567890123456789012345678901234"
            })
    void badNameIsRefused(String name) {
        var refusal = Refusal.of(() -> client.warehouses().createWarehouse(duckdb(name, "/data/x.duckdb")));
        assertEquals("name", refusal.field());
    }

    @Test
    void targetMustBeGiven() {
        var request =
                CreateWarehouseRequest.newBuilder().setEnvironment(environment).setName("main");
        var refusal = Refusal.of(() -> client.warehouses().createWarehouse(request.build()));
        assertEquals("target must be given", refusal.message());
    }

    @Test
    void unknownNamesAreTold() {
        assertReason(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                duckdb("main", "/data/x.duckdb").toBuilder()
                        .setEnvironment("nowhere")
                        .build());
        for (var name : List.of("", "nothing", "a\0b")) {
            assertEquals(
                    ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                    Refusal.of(() -> get(environment, name)).reason());
        }
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> get("nowhere", "main")).reason());
    }

    private void assertReason(ErrorReason reason, CreateWarehouseRequest request) {
        assertEquals(
                reason,
                Refusal.of(() -> client.warehouses().createWarehouse(request)).reason());
    }

    private CreateWarehouseRequest duckdb(String name, String path) {
        return CreateWarehouseRequest.newBuilder()
                .setEnvironment(environment)
                .setName(name)
                .setDuckdb(DuckDbTarget.newBuilder().setPath(path))
                .build();
    }

    private Warehouse get(String environmentName, String name) {
        return client.warehouses()
                .getWarehouse(GetWarehouseRequest.newBuilder()
                        .setEnvironment(environmentName)
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
