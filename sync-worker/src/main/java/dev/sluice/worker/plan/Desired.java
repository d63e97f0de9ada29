package dev.sluice.worker.plan;

import java.util.List;
import java.util.Map;

/**
 * What should stand in a warehouse, at one revision of its environment.
 *
 * @param eventProperties the custom event properties by the name under which raw events hold them
 * @param userProperties the same for user properties
 */
public record Desired(
        long revision,
        List<EventTable> events,
        Map<String, PropertyColumn> eventProperties,
        Map<String, PropertyColumn> userProperties) {

    public Desired {
        events = List.copyOf(events);
        eventProperties = Map.copyOf(eventProperties);
        userProperties = Map.copyOf(userProperties);
    }

    /** @param fingerprint equal when, and only when, the same raw events belong in the table */
    public record EventTable(
            long definitionId, String name, String table, long revision, String fingerprint, SyncState state) {}

    /**
     * A custom property as a column.
     *
     * @param storedName the name under which raw rows hold its values
     * @param synced false: the tables have no such column
     * @param archived the column stays, but rows loaded meanwhile are null in it
     */
    public record PropertyColumn(String storedName, Column column, boolean synced, boolean archived) {}
}
