package dev.sluice.definitions.selection;

import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.ListSelectionsResponse;
import dev.sluice.definitions.v1.SegmentSelection;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is selected for one warehouse.
 *
 * @param events every definition that was ever toggled on, by id
 * @param unsyncedProperties what was toggled off, by id
 * @param segments every segment that was ever toggled on, by id
 */
public record WarehouseSelections(
        List<EventSelection> events, Set<Long> unsyncedProperties, List<SegmentSelection> segments) {

    /** What is not in the other, or not the same there. */
    WarehouseSelections without(WarehouseSelections other) {
        return new WarehouseSelections(
                rest(events, other.events).toList(),
                rest(unsyncedProperties, other.unsyncedProperties).collect(Collectors.toCollection(LinkedHashSet::new)),
                rest(segments, other.segments).toList());
    }

    ListSelectionsResponse toMessage() {
        return ListSelectionsResponse.newBuilder()
                .addAllEvents(events)
                .addAllUnsyncedPropertyIds(unsyncedProperties)
                .addAllSegments(segments)
                .build();
    }

    private static <T> Stream<T> rest(Collection<T> all, Collection<T> others) {
        var known = Set.copyOf(others);
        return all.stream().filter(each -> !known.contains(each));
    }
}
