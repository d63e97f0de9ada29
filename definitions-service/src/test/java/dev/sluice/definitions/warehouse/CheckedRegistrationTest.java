package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.FakeWorker;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CheckResult;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.CreateWarehouseResponse;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.v1.WarehouseCheck;
import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering a warehouse has the worker test it. */
@QuarkusTest
class CheckedRegistrationTest {

    private static final String GRANT = "GRANT CREATE ON DATABASE \"shop\" TO \"sluice\";";
    private static final String AWAY =
            "sync-worker does not answer, so the warehouse was not tested; try again, or set register_unchecked";
    private static final WarehouseReport PASSED = WarehouseReport.newBuilder()
            .setUsable(true)
            .addChecks(check("connection", CheckResult.CHECK_RESULT_PASSED, "it answers"))
            .build();
    private static final WarehouseReport FAILED = WarehouseReport.newBuilder()
            .addChecks(check("connection", CheckResult.CHECK_RESULT_PASSED, "it answers"))
            .addChecks(check(
                            "schema_privileges",
                            CheckResult.CHECK_RESULT_FAILED,
                            "sluice may not make schemas in the database shop")
                    .setRemedy("grant it")
                    .addGrants(GRANT))
            .build();

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    FakeWorker worker;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
        worker.reset();
    }

    @AfterEach
    void leaveAsItWas() {
        worker.reset();
    }

    @Test
    void reportOfAWarehouseThatPassesIsInTheAnswer() {
        worker.finds(PASSED);
        var answer = create(request());

        assertEquals(PASSED, answer.getReport());
        assertEquals(List.of(answer.getWarehouse()), list());
        var asked = worker.asked().getFirst();
        assertEquals(environment, asked.getEnvironment());
        assertEquals(request().getPostgres(), asked.getPostgres());
        assertEquals(1, worker.asked().size());
    }

    @Test
    void warehouseThatFailsIsRefusedAndTheReportToldInFull() throws InvalidProtocolBufferException {
        worker.finds(FAILED);
        var refusal = Refusal.of(() -> create(request()));

        assertEquals(Status.Code.FAILED_PRECONDITION, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE, refusal.reason());
        assertEquals(
                "the warehouse is not usable yet, so it was not registered. schema_privileges: sluice may not make"
                        + " schemas in the database shop; grant it: " + GRANT,
                refusal.message());
        assertEquals(FAILED, reportIn(assertThrows(StatusRuntimeException.class, () -> create(request()))));
        assertEquals(List.of(), list());
        assertEquals(1, catalog.revision(environment));
    }

    @Test
    void longReportFitsIntoAStatus() throws InvalidProtocolBufferException {
        var report = FAILED.toBuilder();
        for (int i = 0; i < 6; i++) {
            report.addChecks(check("more", CheckResult.CHECK_RESULT_FAILED, "x".repeat(5_000))
                    .addGrants(GRANT));
        }
        worker.finds(report.build());
        var refused = assertThrows(StatusRuntimeException.class, () -> create(request()));

        assertEquals(8, reportIn(refused).getChecksCount());
        assertEquals(GRANT, reportIn(refused).getChecks(7).getGrants(0));
        assertTrue(refused.getStatus().getDescription().endsWith("…"));
    }

    @Test
    void validateOnlyAnswersTheReportAndRegistersNothing() {
        for (var report : List.of(PASSED, FAILED)) {
            worker.finds(report);
            var answer = create(request().toBuilder().setValidateOnly(true).build());
            assertEquals(report, answer.getReport());
            assertFalse(answer.hasWarehouse());
        }
        assertEquals(List.of(), list());
        assertEquals(1, catalog.revision(environment));
    }

    @Test
    void whatIsRegisteredUncheckedIsNotTested() {
        worker.finds(FAILED);
        var answer = create(request().toBuilder().setRegisterUnchecked(true).build());

        assertFalse(answer.hasReport());
        assertEquals(List.of(answer.getWarehouse()), list());
        assertEquals(List.of(), worker.asked());
    }

    @Test
    void workerThatIsAwayIsToldWithTheWayAroundIt() {
        for (var status : List.of(Status.UNAVAILABLE, Status.DEADLINE_EXCEEDED, Status.UNIMPLEMENTED)) {
            worker.failsWith(status.asRuntimeException());
            var refusal = Refusal.of(() -> create(request()));
            assertEquals(ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, refusal.reason());
            assertEquals(AWAY, refusal.message());
        }
        assertEquals(List.of(), list());
        create(request().toBuilder().setRegisterUnchecked(true).build());
    }

    @Test
    void refusalOfTheWorkerIsToldAsItIs() {
        worker.failsWith(GrpcStatuses.toStatus(
                new Failure.Precondition(ErrorReason.ERROR_REASON_WRONG_STATE, "testing this is not for now")));
        var refusal = Refusal.of(() -> create(request()));
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, refusal.reason());
        assertEquals("testing this is not for now", refusal.message());
    }

    @Test
    void whatCannotBeRegisteredIsNotTested() {
        create(request());
        worker.reset();
        for (var refused : List.of(
                request(),
                request().toBuilder().setName("second").build(),
                request().toBuilder().setValidateOnly(true).build(),
                request().toBuilder()
                        .setValidateOnly(true)
                        .setRegisterUnchecked(true)
                        .build(),
                request().toBuilder().setEnvironment("nowhere").build(),
                request().toBuilder().setName("no name").build())) {
            Refusal.of(() -> create(refused));
        }
        assertEquals(List.of(), worker.asked());
        assertEquals(2, catalog.revision(environment));
    }

    private static WarehouseReport reportIn(StatusRuntimeException refused) throws InvalidProtocolBufferException {
        for (var detail : StatusProto.fromThrowable(refused).getDetailsList()) {
            if (detail.is(WarehouseReport.class)) {
                return detail.unpack(WarehouseReport.class);
            }
        }
        throw new AssertionError("no report in " + refused.getStatus());
    }

    private static WarehouseCheck.Builder check(String name, CheckResult result, String found) {
        return WarehouseCheck.newBuilder().setName(name).setResult(result).setFound(found);
    }

    private CreateWarehouseRequest request() {
        return CreateWarehouseRequest.newBuilder()
                .setEnvironment(environment)
                .setName("main")
                .setPostgres(PostgresTarget.newBuilder()
                        .setJdbcUrl("jdbc:postgresql://db.example/shop")
                        .setUser("sluice")
                        .setPasswordSecret("shop"))
                .build();
    }

    private CreateWarehouseResponse create(CreateWarehouseRequest request) {
        return client.warehouses().createWarehouse(request);
    }

    private List<Warehouse> list() {
        return client.warehouses()
                .listWarehouses(ListWarehousesRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getWarehousesList();
    }
}
