package dev.sluice.definitions.selection;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one call wants, thing by thing and warehouse by warehouse; of several wishes for one thing the last counts. */
record Toggles(Map<Thing, EventToggle> events, Map<Thing, Boolean> properties, Map<Thing, Boolean> segments) {

    /** One event definition, property or segment in one warehouse. */
    record Thing(long warehouseId, long id) {}

    sealed interface EventToggle {}

    /** @param since null for all of history */
    record On(Instant since) implements EventToggle {}

    record Off() implements EventToggle {}

    static Toggles none() {
        return new Toggles(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** The ids of those that are named. */
    Set<Long> warehouses() {
        return Stream.of(events, properties, segments)
                .flatMap(things -> things.keySet().stream())
                .map(Thing::warehouseId)
                .collect(Collectors.toSet());
    }

    static List<Thing> keysOf(Map<Thing, Boolean> things, boolean synced) {
        return things.entrySet().stream()
                .filter(thing -> thing.getValue() == synced)
                .map(Map.Entry::getKey)
                .toList();
    }

    static Long[] warehouseIds(Collection<Thing> things) {
        return things.stream().map(Thing::warehouseId).toArray(Long[]::new);
    }

    static Long[] ids(Collection<Thing> things) {
        return things.stream().map(Thing::id).toArray(Long[]::new);
    }
}
