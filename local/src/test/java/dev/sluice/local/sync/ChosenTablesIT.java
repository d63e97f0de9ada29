package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.CommandRun;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.RunState;
import dev.sluice.sync.v1.StartRunRequest;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables of some events are synced by themselves, and what others wait for comes with the next sync of all. */
final class ChosenTablesIT {

    private static final String WAIT = "SELECT count(*) FROM \"sold\"";
    private static final String MOVE = "SELECT count(*) FROM \"bought\"";

    private final Shop shop = new Shop();
    private final EventDefinition sold = shop.definitions.define("Sold", Matchers.custom("Order"));
    private final EventDefinition bought = shop.definitions.define("Bought", Matchers.custom("Order"));

    private CommandRun run(String command, String... options) {
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                command,
                                "--dir=" + Stack.get().dir(),
                                "--environment=" + shop.access.environment(),
                                "--warehouse=" + shop.access.warehouse()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private void assertDone(CommandRun done) {
        assertEquals(0, done.exitCode(), done::err);
    }

    private void assertRefused(ErrorReason reason, String message, List<Long> ids) {
        var request = StartRunRequest.newBuilder()
                .setEnvironment(shop.access.environment())
                .setWarehouse(shop.access.warehouse())
                .addAllOnlyEventDefinitionIds(ids)
                .build();
        var refused = assertThrows(
                StatusRuntimeException.class, () -> shop.client.sync().startRun(request));
        assertEquals(reason, GrpcStatuses.reason(refused), refused::toString);
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }

    @Test
    void otherTablesWait() {
        shop.definitions.toggleOn(List.of(sold, bought));
        shop.order(2);
        assertDone(run("sync"));
        shop.order(3);
        var plan = run("sync", "--only=Bought", "--dry-run");
        assertDone(plan);
        assertTrue(plan.out().contains("Append 3 rows to bought"), plan::out);
        assertFalse(plan.out().contains("sold"), plan::out);
        assertDone(run("sync", "--only=Bought"));
        assertEquals(List.of("5"), shop.column(MOVE));
        assertEquals(List.of("2"), shop.column(WAIT));
        assertEquals(
                List.of("5"),
                shop.column("SELECT sum(inserted_row_count) FROM _sync_history WHERE event_table_name = 'bought'"));
        var verified = run("verify");
        assertDone(verified);
        assertTrue(verified.out().contains("sold"), verified::out);

        assertDone(run("sync", "--only=Bought"));
        assertEquals(List.of("2"), shop.column(WAIT), "nothing new is nothing to do");
        var last = shop.runs().sync(Silent.output()).getLast().getRun();
        assertEquals(RunState.RUN_STATE_SUCCEEDED, last.getState());
        assertEquals(List.of("5"), shop.column(WAIT));
        assertEquals(List.of("5"), shop.column(MOVE));
        assertDone(run("verify"));

        var listed = run("runs");
        assertDone(listed);
        assertEquals(
                2,
                listed.out()
                        .lines()
                        .filter(line -> line.contains("sync of 1 event "))
                        .count(),
                listed::out);
    }

    @Test
    void eventsMustBeKnown() {
        shop.definitions.toggleOn(List.of(bought));
        var unknown = run("sync", "--only=Bought,Nothing");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("no event is named \"Nothing\""), unknown::err);
        assertRefused(
                ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                "no event %d was ever synced".formatted(sold.getId()),
                List.of(sold.getId()));
        assertRefused(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                "only_event_definition_ids must have each id once",
                List.of(bought.getId(), bought.getId()));
        assertRefused(
                ErrorReason.ERROR_REASON_FIELD_INVALID,
                "only_event_definition_ids must be at most 100",
                LongStream.rangeClosed(1, 101).boxed().toList());
    }
}
