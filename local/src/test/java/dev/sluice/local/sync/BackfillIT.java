package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.ArchivePropertyRequest;
import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.RestorePropertyRequest;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.BackfillPropertyRequest;
import dev.sluice.sync.v1.Gap;
import dev.sluice.sync.v1.ListGapsRequest;
import dev.sluice.sync.v1.RunKind;
import dev.sluice.sync.v1.RunState;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Properties that are archived or unsynced leave gaps, which are recorded, listed, and filled on request. */
final class BackfillIT {

    private static final String COUPONS = "SELECT coupon FROM \"order\" ORDER BY number";

    private final Shop shop = new Shop();

    @BeforeEach
    void syncTwoOrders() {
        shop.order(2);
        shop.definitions.toggleOn(List.of(shop.definitions.define("Order", Matchers.custom("Order"))));
        shop.sync();
    }

    private Property coupon() {
        return shop
                .client
                .properties()
                .listProperties(ListPropertiesRequest.newBuilder()
                        .setEnvironment(shop.access.environment())
                        .build())
                .getPropertiesList()
                .stream()
                .filter(property -> property.getKey().equals("coupon"))
                .findFirst()
                .orElseThrow();
    }

    private void archive() {
        shop.client
                .properties()
                .archiveProperty(ArchivePropertyRequest.newBuilder()
                        .setId(coupon().getId())
                        .build());
    }

    private void restore() {
        shop.client
                .properties()
                .restoreProperty(RestorePropertyRequest.newBuilder()
                        .setId(coupon().getId())
                        .build());
    }

    private void select(boolean synced) {
        shop.client
                .selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(shop.access.environment())
                        .addChanges(SelectionChange.newBuilder()
                                .addWarehouses(shop.access.warehouse())
                                .setSynced(synced)
                                .addPropertyIds(coupon().getId()))
                        .build());
    }

    private List<Gap> gaps() {
        return shop.client
                .care()
                .listGaps(ListGapsRequest.newBuilder()
                        .setEnvironment(shop.access.environment())
                        .setWarehouse(shop.access.warehouse())
                        .build())
                .getGapsList();
    }

    private void backfill() {
        var run = shop.client.care().backfillProperty(request()).getRun();
        assertEquals(RunKind.RUN_KIND_BACKFILL, run.getKind());
        var ended = shop.runs().follow(run.getId(), Silent.output());
        assertEquals(RunState.RUN_STATE_SUCCEEDED, ended.getRun().getState(), ended::toString);
    }

    private BackfillPropertyRequest request() {
        return BackfillPropertyRequest.newBuilder()
                .setEnvironment(shop.access.environment())
                .setWarehouse(shop.access.warehouse())
                .setPropertyId(coupon().getId())
                .build();
    }

    @Test
    void archivedPropertyLeavesAGapThatABackfillFills() {
        archive();
        shop.order(2);
        shop.sync();
        assertEquals(Collections.nCopies(2, null), shop.column(COUPONS).subList(2, 4));
        assertEquals(2, gaps().getFirst().getRows());
        assertTrue(!gaps().getFirst().hasTo());
        restore();
        shop.order(1);
        shop.sync();
        assertEquals(List.of("c1", "c2"), shop.column(COUPONS).subList(0, 2));
        assertEquals("c5", shop.column(COUPONS).getLast());
        var gap = gaps().getFirst();
        assertEquals(
                List.of("order", "coupon", 2L, coupon().getId()),
                List.of(gap.getTable(), gap.getColumn(), gap.getRows(), gap.getPropertyId()));
        assertTrue(gap.hasTo());
        assertEquals(
                1,
                shop.column("SELECT gap_from FROM _event_metadata WHERE column_name = 'coupon' AND gap_to IS NOT NULL")
                        .size());
        backfill();
        assertEquals(List.of("c1", "c2", "c3", "c4", "c5"), shop.column(COUPONS));
        assertEquals(List.of(), gaps());
        assertEquals(0, shop.runs().plan().getChangesCount());
    }

    @Test
    void unsyncedPropertyLosesItsColumnAndGetsItBackEmpty() {
        select(false);
        shop.sync();
        assertEquals(
                List.of(),
                shop.column("SELECT column_name FROM information_schema.columns WHERE column_name = 'coupon'"));
        shop.order(1);
        select(true);
        shop.order(1);
        shop.sync();
        assertEquals(Arrays.asList(null, null, "c3", "c4"), shop.column(COUPONS));
        backfill();
        assertEquals(List.of("c1", "c2", "c3", "c4"), shop.column(COUPONS));
        assertEquals(
                List.of("Fill the column coupon of order where it lacks its values: 2 rows."),
                shop.column("SELECT changes FROM _sync_history ORDER BY sync_started DESC LIMIT 1"));
        assertEquals(
                Collections.singletonList(null),
                shop.column("SELECT synced_to_time FROM _sync_history ORDER BY sync_started DESC LIMIT 1"));
    }

    @Test
    void archivedPropertyIsNotBackfilled() {
        archive();
        var refusal = assertThrows(
                StatusRuntimeException.class, () -> shop.client.care().backfillProperty(request()));
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, GrpcStatuses.reason(refusal), refusal::getMessage);
        var unknown = assertThrows(
                StatusRuntimeException.class,
                () -> shop.client
                        .care()
                        .backfillProperty(request().toBuilder().setPropertyId(0).build()));
        assertEquals(ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND, GrpcStatuses.reason(unknown), unknown::getMessage);
    }
}
