package dev.sluice.definitions.selection;

import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.SegmentSelection;
import java.util.List;
import java.util.Set;

/**
 * What is selected for one warehouse.
 *
 * @param events every definition that was ever toggled on, by id
 * @param unsyncedProperties what was toggled off, by id
 * @param segments every segment that was ever toggled on, by id
 */
public record WarehouseSelections(
        List<EventSelection> events, Set<Long> unsyncedProperties, List<SegmentSelection> segments) {}
