package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.CommandRun;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.CancelRunRequest;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunKind;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.TableDifference;
import dev.sluice.sync.v1.VerifyWarehouseRequest;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A warehouse is proven while capture goes on; what somebody did to it is told, and repaired on request. */
final class VerifyIT {

    private static final int RIGHT = 0;
    private static final int DIFFERS = 1;

    private final Shop shop = new Shop();
    private final PostgresWarehouse warehouse = PostgresWarehouse.addTo(shop.access, shop.client, "elsewhere");

    private CommandRun verify(String... options) {
        var access = warehouse.access();
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "verify",
                                "--dir=" + Stack.get().dir(),
                                "--environment=" + access.environment(),
                                "--warehouse=" + access.warehouse()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Run start(String name) {
        return shop.client
                .care()
                .verifyWarehouse(VerifyWarehouseRequest.newBuilder()
                        .setEnvironment(shop.access.environment())
                        .setWarehouse(name)
                        .build())
                .getRun();
    }

    private void assertRefused(ErrorReason reason, String name) {
        var refusal = assertThrows(StatusRuntimeException.class, () -> start(name));
        assertEquals(reason, GrpcStatuses.reason(refusal), refusal::toString);
    }

    @Test
    void whatSomebodyDidIsToldAndRepaired() throws SQLException {
        assertRefused(ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND, "nowhere");
        assertRefused(ErrorReason.ERROR_REASON_FIELD_INVALID, "");
        assertRefused(ErrorReason.ERROR_REASON_WRONG_STATE, "elsewhere");
        var definitions = new Definitions(shop.client, warehouse.access());
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        shop.order(3);
        var runs = new Runs(shop.client, warehouse.access());
        runs.sync(Silent.output());
        shop.order(1);
        assertRight(verify());
        assertRefusedWhileARunHasIt();

        warehouse.execute("UPDATE \"order\" SET coupon = 'x' WHERE number = 2");
        warehouse.execute("DELETE FROM %s_raw.raw_events WHERE position = 1".formatted(shop.access.environment()));
        var told = verify();
        assertEquals(DIFFERS, told.exitCode(), told::err);
        var ended = runs.verify(true, Silent.output());
        assertEquals(RunKind.RUN_KIND_VERIFY, ended.getRun().getKind());
        assertEquals(RunState.RUN_STATE_SUCCEEDED, ended.getRun().getState(), ended::toString);
        assertEquals(
                List.of(
                        TableDifference.newBuilder()
                                .setTable("raw_events")
                                .setInternal(true)
                                .setMissingRows(1)
                                .build(),
                        TableDifference.newBuilder()
                                .setTable("order")
                                .setWrongRows(1)
                                .build()),
                ended.getVerification().getDifferencesList());
        assertTrue(ended.getVerification().getRepaired());
        assertEquals(List.of("c1", "c2", "c3", "c4"), warehouse.column("SELECT coupon FROM \"order\" ORDER BY number"));
        assertRight(verify("--repair"));
    }

    private static void assertRight(CommandRun verified) {
        assertEquals(RIGHT, verified.exitCode(), verified::err);
        assertTrue(verified.out().contains("All is right"), verified::out);
    }

    /** A run reads its cursors first. */
    private void assertRefusedWhileARunHasIt() throws SQLException {
        try (var connection = warehouse.connect()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("LOCK TABLE %s_raw.cursors".formatted(shop.access.environment()));
            }
            var run = start("elsewhere");
            assertRefused(ErrorReason.ERROR_REASON_WAREHOUSE_BUSY, "elsewhere");
            shop.client
                    .sync()
                    .cancelRun(
                            CancelRunRequest.newBuilder().setRunId(run.getId()).build());
            connection.rollback();
            var ended = new Runs(shop.client, warehouse.access()).follow(run.getId(), Silent.output());
            assertEquals(RunState.RUN_STATE_CANCELLED, ended.getRun().getState());
        }
    }
}
