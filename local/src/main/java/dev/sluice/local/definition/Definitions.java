package dev.sluice.local.definition;

import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.ListEventDefinitionsRequest;
import dev.sluice.definitions.v1.ListSelectionsRequest;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes event definitions by name and toggles them to sync. */
public final class Definitions {

    private final SluiceClient client;
    private final EnvironmentAccess access;

    public Definitions(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    /** Creates the definition, or changes the one of this name. */
    public EventDefinition define(String name, Matcher matcher) {
        return find(name).map(found -> change(found, matcher)).orElseGet(() -> create(name, matcher));
    }

    public void toggleOn(List<EventDefinition> definitions) {
        var change =
                SelectionChange.newBuilder().addWarehouses(access.warehouse()).setSynced(true);
        definitions.forEach(each -> change.addEventDefinitionIds(each.getId()));
        client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(change)
                        .build());
    }

    public boolean isToggledOn(EventDefinition definition) {
        var request = ListSelectionsRequest.newBuilder()
                .setEnvironment(access.environment())
                .setWarehouse(access.warehouse())
                .build();
        return client.selections().listSelections(request).getEventsList().stream()
                .anyMatch(each -> each.getSynced() && each.getEventDefinitionId() == definition.getId());
    }

    public Optional<EventDefinition> find(String name) {
        return list().stream().filter(each -> each.getName().equals(name)).findAny();
    }

    /** Archived ones, too. */
    public List<EventDefinition> list() {
        var request = ListEventDefinitionsRequest.newBuilder()
                .setEnvironment(access.environment())
                .build();
        return client.eventDefinitions().listEventDefinitions(request).getEventDefinitionsList();
    }

    /** In the order of the names. @throws CommandFailure that names the first of which there is no event */
    public List<Long> idsOf(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var ids = list().stream().collect(Collectors.toMap(EventDefinition::getName, EventDefinition::getId));
        return names.stream().map(name -> required(name, ids.get(name))).toList();
    }

    private static Long required(String name, Long id) {
        if (id == null) {
            throw new CommandFailure("no event is named \"%s\"; define it with ./sluice define".formatted(name));
        }
        return id;
    }

    private EventDefinition create(String name, Matcher matcher) {
        return client.eventDefinitions()
                .createEventDefinition(CreateEventDefinitionRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(name)
                        .setMatcher(matcher)
                        .build())
                .getEventDefinition();
    }

    private EventDefinition change(EventDefinition found, Matcher matcher) {
        return client.eventDefinitions()
                .updateEventDefinition(UpdateEventDefinitionRequest.newBuilder()
                        .setId(found.getId())
                        .setMatcher(matcher)
                        .build())
                .getEventDefinition();
    }
}
