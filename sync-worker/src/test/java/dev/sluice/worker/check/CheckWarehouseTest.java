package dev.sluice.worker.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.CheckResult;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.sync.v1.CareServiceGrpc.CareServiceBlockingStub;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.fakes.FakeWarehouses;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of CareService.CheckWarehouse are answered. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class CheckWarehouseTest {

    @GrpcClient("worker")
    CareServiceBlockingStub care;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    @TempDir
    Path folder;

    FakeWarehouses warehouses;

    @Test
    void targetThatIsNotRegistered() {
        var target =
                DuckDbTarget.newBuilder().setPath(folder.resolve("x.duckdb").toString());
        var report = check(request().setDuckdb(target));
        assertTrue(report.getUsable());
        assertEquals("file", report.getChecks(1).getName());
        assertEquals(CheckResult.CHECK_RESULT_PASSED, report.getChecks(1).getResult());
    }

    @Test
    void serverOfPostgres() {
        var url = database.split("\\?")[0];
        var target = PostgresTarget.newBuilder().setJdbcUrl(url).setUser("postgres");
        var report = check(request().setPostgres(target));
        assertTrue(report.getUsable(), report::toString);
        assertEquals(7, report.getChecksCount());
    }

    @Test
    void registeredWarehouse() {
        var path = folder.resolve("nowhere").resolve("x.duckdb").toString();
        warehouses.know(
                "shop_test",
                Warehouse.newBuilder()
                        .setName("main")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath(path))
                        .build());
        var report = check(request().setWarehouse("main"));
        assertFalse(report.getUsable());
        assertEquals(CheckResult.CHECK_RESULT_FAILED, report.getChecks(0).getResult());
        assertEquals("make it", report.getChecks(0).getRemedy());
        assertEquals(CheckResult.CHECK_RESULT_NOT_CHECKED, report.getChecks(1).getResult());

        assertRefused(ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND, request().setWarehouse("other"));
    }

    @Test
    void requestsThatLeadAstrayAreRefused() {
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, request());
        for (var path : new String[] {"", "x.duckdb", "/", "/a\0b"}) {
            assertRefused(
                    ErrorReason.ERROR_REASON_FIELD_INVALID,
                    request().setDuckdb(DuckDbTarget.newBuilder().setPath(path)));
        }
        for (var account : new String[] {"", "a/b", "evil.example/?x=", "a:1"}) {
            assertRefused(
                    ErrorReason.ERROR_REASON_FIELD_INVALID,
                    request().setSnowflake(SnowflakeTarget.newBuilder().setAccount(account)));
        }
        assertRefused(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                request().setEnvironment("a\"b").setWarehouse("main"));
    }

    private static CheckWarehouseRequest.Builder request() {
        return CheckWarehouseRequest.newBuilder().setEnvironment("shop_test");
    }

    private WarehouseReport check(CheckWarehouseRequest.Builder request) {
        return care.checkWarehouse(request.build()).getReport();
    }

    private void assertRefused(ErrorReason reason, CheckWarehouseRequest.Builder request) {
        var refused = assertThrows(StatusRuntimeException.class, () -> check(request));
        assertEquals(reason, GrpcStatuses.reason(refused), refused::toString);
    }
}
