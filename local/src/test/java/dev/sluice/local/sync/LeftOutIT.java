package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.CommandRun;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that cannot be written stops no other, is told of, and is right again when what stood in its way is gone. */
final class LeftOutIT {

    /** Of a job whose run left tables out. */
    private static final int SOME_LEFT_OUT = 5;

    private static final String TABLES = "SELECT DISTINCT event_table_name FROM all_events ORDER BY 1";

    private final Shop shop = new Shop();
    private final PostgresWarehouse warehouse = PostgresWarehouse.addTo(shop.access, shop.client, "elsewhere");
    private final Definitions definitions = new Definitions(shop.client, warehouse.access());

    @BeforeEach
    void syncTwoOrders() {
        shop.order(2);
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        assertEquals(RunState.RUN_STATE_SUCCEEDED, sync().getState());
    }

    private Run sync() {
        var ended = new Runs(shop.client, warehouse.access()).sync(Silent.output());
        return ended.getFirst().getRun();
    }

    private static void assertLeftOut(String table, Run run) {
        assertEquals(RunState.RUN_STATE_PARTIAL, run.getState(), run::toString);
        assertEquals(1, run.getTableFailuresCount(), run::toString);
        var failure = run.getTableFailures(0);
        assertEquals(table, failure.getTable());
        assertEquals(ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE, failure.getReason());
    }

    /** What the command line lists of the latest run. */
    private void assertListed(String state, String failure) {
        var access = warehouse.access();
        var listed = CommandRun.of(
                "runs",
                "--limit=1",
                "--dir=" + Stack.get().dir(),
                "--environment=" + access.environment(),
                "--warehouse=" + access.warehouse());
        assertEquals(0, listed.exitCode(), listed::err);
        assertTrue(listed.out().contains(state) && listed.out().contains(failure), listed::out);
    }

    @Test
    void tableWhoseNameSomebodyHasIsBuiltWhenTheNameIsFree() throws SQLException, IOException, InterruptedException {
        warehouse.execute("CREATE TABLE bought AS SELECT 42 AS mine");
        definitions.toggleOn(List.of(definitions.define("Bought", Matchers.custom("Order"))));
        shop.order(1);
        assertEquals(SOME_LEFT_OUT, Job.run(warehouse.access()));
        assertListed("partial", "bought");
        assertEquals(List.of("3"), warehouse.column("SELECT count(*) FROM \"order\""));
        assertEquals(List.of("42"), warehouse.column("SELECT mine FROM bought"));
        assertLeftOut("bought", sync());
        warehouse.execute("ALTER TABLE bought RENAME TO theirs");
        shop.order(1);
        assertEquals(0, Job.run(warehouse.access()));
        assertListed("succeeded", "");
        assertEquals(List.of("1", "2", "3", "4"), warehouse.column("SELECT number FROM bought ORDER BY number"));
        assertEquals(List.of("bought", "order"), tablesOfAllEvents());
    }

    @Test
    void tableWithAColumnThatAViewNeedsFollowsWhenTheViewIsGone()
            throws SQLException, IOException, InterruptedException {
        definitions.toggleOn(List.of(definitions.define("Bought", Matchers.custom("Order"))));
        sync();
        warehouse.execute("CREATE VIEW coupons AS SELECT coupon FROM bought");
        unsyncCoupon();
        shop.order(1);
        assertEquals(SOME_LEFT_OUT, Job.run(warehouse.access()));
        assertListed("partial", "coupons");
        assertEquals(List.of("3"), warehouse.column("SELECT count(*) FROM \"order\""));
        assertEquals(List.of("order"), tablesOfAllEvents());
        assertEquals(List.of("c1", "c2"), warehouse.column("SELECT coupon FROM coupons ORDER BY 1"));
        assertLeftOut("bought", sync());
        warehouse.execute("DROP VIEW coupons");
        assertEquals(RunState.RUN_STATE_SUCCEEDED, sync().getState());
        assertEquals(List.of("1", "2", "3"), warehouse.column("SELECT number FROM bought ORDER BY number"));
        assertEquals(List.of("bought", "order"), tablesOfAllEvents());
    }

    private List<String> tablesOfAllEvents() throws SQLException {
        return warehouse.column(TABLES);
    }

    private void unsyncCoupon() {
        var request = ListPropertiesRequest.newBuilder()
                .setEnvironment(shop.access.environment())
                .build();
        var change =
                SelectionChange.newBuilder().addWarehouses(warehouse.access().warehouse());
        shop.client.properties().listProperties(request).getPropertiesList().stream()
                .filter(property -> property.getKey().equals("coupon"))
                .forEach(coupon -> change.addPropertyIds(coupon.getId()));
        shop.client
                .selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(shop.access.environment())
                        .addChanges(change)
                        .build());
    }
}
