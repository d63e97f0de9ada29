package dev.sluice.definitions.selection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one call wants, thing by thing and warehouse by warehouse; of several wishes for one thing the last counts. */
record Toggles(Map<Thing, EventToggle> events, Map<Thing, Boolean> properties) {

    /** One event definition, or one property, in one warehouse. */
    record Thing(long warehouseId, long id) {}

    sealed interface EventToggle {}

    /** @param since null for all of history */
    record On(Instant since) implements EventToggle {}

    record Off() implements EventToggle {}

    static Toggles none() {
        return new Toggles(new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
