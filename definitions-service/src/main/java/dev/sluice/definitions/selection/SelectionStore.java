package dev.sluice.definitions.selection;

import dev.sluice.definitions.selection.Toggles.EventToggle;
import dev.sluice.definitions.selection.Toggles.Thing;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.wire.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** Keeps the selections; toggles are applied set by set, and rows that are so already are left alone. */
@ApplicationScoped
class SelectionStore {

    private static final String THINGS = "unnest(cast(:warehouses as bigint[]), cast(:ids as bigint[]))";

    private final Session session;
    private final SegmentSelectionStore segments;

    SelectionStore(Session session, SegmentSelectionStore segments) {
        this.session = session;
        this.segments = segments;
    }

    /** How many rows are different now. */
    int apply(Toggles toggles) {
        var on = new LinkedHashMap<Thing, Instant>();
        var off = new LinkedHashSet<Thing>();
        toggles.events().forEach((event, toggle) -> sort(event, toggle, on, off));
        var wanted = Toggles.keysOf(toggles.properties(), true);
        var unwanted = Toggles.keysOf(toggles.properties(), false);
        return toggleOn(on) + toggleOff(off) + sync(wanted) + unsync(unwanted) + segments.apply(toggles.segments());
    }

    WarehouseSelections of(long warehouseId) {
        var events = session.createNativeQuery(
                        "select event_definition_id, synced, since from event_selection"
                                + " where warehouse_id = :warehouse order by event_definition_id",
                        EventSelectionRow.class)
                .setParameter("warehouse", warehouseId)
                .getResultList();
        var unsynced = session.createNativeQuery(
                        "select property_id from unsynced_property where warehouse_id = :warehouse order by property_id",
                        Long.class)
                .setParameter("warehouse", warehouseId)
                .getResultList();
        return new WarehouseSelections(
                events.stream().map(EventSelectionRow::toMessage).toList(),
                new LinkedHashSet<>(unsynced),
                segments.of(warehouseId));
    }

    @RegisterForReflection
    private record EventSelectionRow(Long eventDefinitionId, Boolean synced, Instant since) {

        private EventSelection toMessage() {
            var message = EventSelection.newBuilder()
                    .setEventDefinitionId(eventDefinitionId)
                    .setSynced(synced);
            return since == null
                    ? message.build()
                    : message.setSince(Timestamps.of(since)).build();
        }
    }

    private int toggleOn(Map<Thing, Instant> events) {
        return bind(events.keySet(), """
                insert into event_selection as present (warehouse_id, event_definition_id, synced, since)
                select warehouse, event, true, cast(since as timestamptz)
                from unnest(cast(:warehouses as bigint[]), cast(:ids as bigint[]), cast(:since as text[]))
                    as wanted (warehouse, event, since)
                on conflict (warehouse_id, event_definition_id) do update set synced = true, since = excluded.since
                where not present.synced or present.since is distinct from excluded.since""")
                .setParameter(
                        "since",
                        events.values().stream()
                                .map(since -> since == null ? null : since.toString())
                                .toArray(String[]::new))
                .executeUpdate();
    }

    private int toggleOff(Collection<Thing> events) {
        return bind(events, "update event_selection as present set synced = false from " + THINGS + """
                 as unwanted (warehouse, event)
                where present.warehouse_id = unwanted.warehouse and present.event_definition_id = unwanted.event
                and present.synced""")
                .executeUpdate();
    }

    private int sync(Collection<Thing> properties) {
        return bind(properties, "delete from unsynced_property as present using " + THINGS + """
                 as wanted (warehouse, property)
                where present.warehouse_id = wanted.warehouse and present.property_id = wanted.property""")
                .executeUpdate();
    }

    private int unsync(Collection<Thing> properties) {
        return bind(
                        properties,
                        "insert into unsynced_property (warehouse_id, property_id) select * from " + THINGS
                                + " on conflict do nothing")
                .executeUpdate();
    }

    private MutationQuery bind(Collection<Thing> things, String sql) {
        return session.createNativeMutationQuery(sql)
                .setParameter("warehouses", Toggles.warehouseIds(things))
                .setParameter("ids", Toggles.ids(things));
    }

    private static void sort(Thing event, EventToggle toggle, Map<Thing, Instant> on, Collection<Thing> off) {
        switch (toggle) {
            case Toggles.On(var since) -> on.put(event, since);
            case Toggles.Off() -> off.add(event);
        }
    }
}
