package dev.sluice.local.code;

import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.ListEventDefinitionsRequest;
import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.ListSchedulesRequest;
import dev.sluice.definitions.v1.ListSegmentsRequest;
import dev.sluice.definitions.v1.ListSelectionsRequest;
import dev.sluice.definitions.v1.ListSelectionsResponse;
import dev.sluice.definitions.v1.ListWarehousesRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.Schedule;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.local.client.SluiceClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What definitions-service has of an environment, archived definitions included.
 *
 * @param events by name
 * @param segments by name
 * @param selections by warehouse, of all that are registered
 * @param schedules by warehouse
 */
record Present(
        String environment,
        Map<String, EventDefinition> events,
        Map<String, Segment> segments,
        List<Property> properties,
        Map<String, ListSelectionsResponse> selections,
        Map<String, Schedule> schedules) {

    static Present read(SluiceClient client, String environment) {
        var warehouses = client
                .warehouses()
                .listWarehouses(ListWarehousesRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getWarehousesList()
                .stream()
                .map(Warehouse::getName)
                .toList();
        var selections = new LinkedHashMap<String, ListSelectionsResponse>();
        warehouses.forEach(warehouse -> selections.put(
                warehouse,
                client.selections()
                        .listSelections(ListSelectionsRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse(warehouse)
                                .build())));
        return new Present(
                environment,
                byName(events(client, environment), EventDefinition::getName),
                byName(segments(client, environment), Segment::getName),
                client.properties()
                        .listProperties(ListPropertiesRequest.newBuilder()
                                .setEnvironment(environment)
                                .build())
                        .getPropertiesList(),
                selections,
                byName(
                        client.schedules()
                                .listSchedules(ListSchedulesRequest.newBuilder()
                                        .setEnvironment(environment)
                                        .build())
                                .getSchedulesList(),
                        Schedule::getWarehouse));
    }

    private static List<EventDefinition> events(SluiceClient client, String environment) {
        return client.eventDefinitions()
                .listEventDefinitions(ListEventDefinitionsRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getEventDefinitionsList();
    }

    private static List<Segment> segments(SluiceClient client, String environment) {
        return client.segments()
                .listSegments(ListSegmentsRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getSegmentsList();
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        return list.stream().collect(Collectors.toMap(name, each -> each, (first, _) -> first, LinkedHashMap::new));
    }

    static boolean isActive(EventDefinition event) {
        return event.getState() == DefinitionState.DEFINITION_STATE_ACTIVE;
    }

    static boolean isActive(Segment segment) {
        return segment.getState() == DefinitionState.DEFINITION_STATE_ACTIVE;
    }

    String eventName(long id) {
        return events.values().stream()
                .filter(event -> event.getId() == id)
                .map(EventDefinition::getName)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no event definition " + id));
    }
}
