package dev.sluice.definitions.selection;

import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.event.EventDefinitions;
import dev.sluice.definitions.property.PropertyCatalog;
import dev.sluice.definitions.segment.Segments;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.warehouse.Warehouses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fetches, in one query a kind, all that the changes of a call may name. */
@ApplicationScoped
class Selectable {

    private final Warehouses warehouses;
    private final EventDefinitions definitions;
    private final PropertyCatalog catalog;
    private final Segments segments;

    Selectable(Warehouses warehouses, EventDefinitions definitions, PropertyCatalog catalog, Segments segments) {
        this.warehouses = warehouses;
        this.definitions = definitions;
        this.catalog = catalog;
        this.segments = segments;
    }

    /**
     * @param warehouses ids by name
     * @param events whether each is archived, by id
     * @param properties whether each is archived, by id
     * @param categories as {@code properties}, by category
     * @param segments whether each is archived, by id
     */
    record Found(
            Map<String, Long> warehouses,
            Map<Long, Boolean> events,
            Map<Long, Boolean> properties,
            Map<String, Map<Long, Boolean>> categories,
            Map<Long, Boolean> segments) {}

    Found find(LockedEnvironment environment, List<SelectionChange> changes) {
        var events = all(changes, SelectionChange::getEventDefinitionIdsList);
        var properties = all(changes, SelectionChange::getPropertyIdsList);
        return new Found(
                warehouses.ids(environment),
                definitions.archived(environment, events.toList()),
                catalog.archived(environment, properties.toList()),
                all(changes, SelectionChange::getPropertyCategoriesList)
                        .collect(Collectors.toMap(
                                Function.identity(), category -> catalog.archivedInCategory(environment, category))),
                segments.archived(
                        environment,
                        all(changes, SelectionChange::getSegmentIdsList).toList()));
    }

    private static <T, C extends Collection<T>> Stream<T> all(
            List<SelectionChange> changes, Function<SelectionChange, C> named) {
        return changes.stream().map(named).flatMap(Collection::stream).distinct();
    }
}
