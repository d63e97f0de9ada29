package dev.sluice.worker.plan;

import java.util.List;
import java.util.Map;

/**
 * What stands in a warehouse now.
 *
 * @param schemaExists whether the environment's schema is there
 * @param tables the columns of each table in the schema, ours or not
 * @param events what was applied, by event definition id
 * @param allEvents the tables that the view {@code all_events} joins; empty when there is no view
 */
public record Actual(
        boolean schemaExists,
        Map<String, List<Column>> tables,
        Map<Long, AppliedEvent> events,
        List<String> allEvents) {

    public Actual {
        tables = Map.copyOf(tables);
        events = Map.copyOf(events);
        allEvents = List.copyOf(allEvents);
    }

    /** Of an event definition: what its table was last made from. */
    public record AppliedEvent(
            long definitionId, String name, String table, long revision, String fingerprint, SyncState state) {}

    boolean has(String table) {
        return tables.containsKey(table);
    }
}
