package dev.sluice.definitions.selection;

import dev.sluice.definitions.selection.Toggles.Thing;
import dev.sluice.definitions.v1.SegmentSelection;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Keeps which segments are selected; as {@link SelectionStore} does for events and properties. */
@ApplicationScoped
class SegmentSelectionStore {

    private static final String TOGGLE_ON = """
            insert into segment_selection as present (warehouse_id, segment_id, synced)
            select warehouse, segment, true
            from unnest(cast(:warehouses as bigint[]), cast(:ids as bigint[])) as wanted (warehouse, segment)
            on conflict (warehouse_id, segment_id) do update set synced = true where not present.synced""";

    private static final String TOGGLE_OFF = """
            update segment_selection as present set synced = false
            from unnest(cast(:warehouses as bigint[]), cast(:ids as bigint[])) as unwanted (warehouse, segment)
            where present.warehouse_id = unwanted.warehouse and present.segment_id = unwanted.segment
            and present.synced""";

    private final Session session;

    SegmentSelectionStore(Session session) {
        this.session = session;
    }

    /** How many rows are different now. */
    int apply(Map<Thing, Boolean> toggles) {
        return execute(TOGGLE_ON, Toggles.keysOf(toggles, true)) + execute(TOGGLE_OFF, Toggles.keysOf(toggles, false));
    }

    private int execute(String sql, Collection<Thing> segments) {
        return session.createNativeMutationQuery(sql)
                .setParameter("warehouses", Toggles.warehouseIds(segments))
                .setParameter("ids", Toggles.ids(segments))
                .executeUpdate();
    }

    List<SegmentSelection> of(long warehouseId) {
        return session
                .createNativeQuery(
                        "select segment_id, synced from segment_selection"
                                + " where warehouse_id = :warehouse order by segment_id",
                        Row.class)
                .setParameter("warehouse", warehouseId)
                .getResultList()
                .stream()
                .map(Row::toMessage)
                .toList();
    }

    @RegisterForReflection
    private record Row(Long segmentId, Boolean synced) {

        private SegmentSelection toMessage() {
            return SegmentSelection.newBuilder()
                    .setSegmentId(segmentId)
                    .setSynced(synced)
                    .build();
        }
    }
}
