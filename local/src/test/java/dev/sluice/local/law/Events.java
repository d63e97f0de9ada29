package dev.sluice.local.law;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.ArchiveEventDefinitionRequest;
import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.RestoreEventDefinitionRequest;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What was decided about the named events, told to the services and remembered. What does not fit is not done. */
final class Events {

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final Map<NamedEvent, Decided> decided = new EnumMap<>(NamedEvent.class);

    /** @param since the minute at which its table begins, null for all of history */
    private record Decided(EventDefinition definition, Meaning meaning, boolean archived, boolean on, Integer since) {

        boolean moves() {
            return on && !archived;
        }
    }

    Events(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
        for (var event : NamedEvent.values()) {
            decided.put(event, new Decided(create(event), event.firstMeaning(), false, false, null));
        }
        NamedEvent.ON_FROM_THE_START.forEach(event -> toggleOn(event, null));
    }

    private EventDefinition create(NamedEvent event) {
        return client.eventDefinitions()
                .createEventDefinition(CreateEventDefinitionRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(event.label())
                        .setMatcher(event.firstMeaning().matcher(this::definition))
                        .build())
                .getEventDefinition();
    }

    EventDefinition definition(NamedEvent event) {
        return decided.get(event).definition();
    }

    String table(NamedEvent event) {
        return definition(event).getTableName();
    }

    /** Whether its table follows. */
    boolean moves(NamedEvent event) {
        return decided.get(event).moves();
    }

    List<NamedEvent> moving() {
        return Stream.of(NamedEvent.values()).filter(this::moves).toList();
    }

    Meaning meaning(NamedEvent event) {
        return decided.get(event).meaning();
    }

    /** Whether an occurrence belongs in the event's table. */
    boolean holds(NamedEvent event, Meaning.Fact fact) {
        var since = decided.get(event).since();
        return (since == null || fact.call().minute() >= since) && means(event, fact);
    }

    /** Whether it is one, from whichever date on the table is and whether or not there is one. */
    boolean means(NamedEvent event, Meaning.Fact fact) {
        return meaning(event).holds(fact, this::meaning);
    }

    void edit(NamedEvent event, Meaning meaning) {
        if (!decided.get(event).archived()) {
            update(event, request -> request.setMatcher(meaning.matcher(this::definition)));
            decide(event, now -> new Decided(now.definition(), meaning, now.archived(), now.on(), now.since()));
        }
    }

    void rename(NamedEvent event, String name) {
        if (!decided.get(event).archived()) {
            update(event, request -> request.setName(name));
        }
    }

    void annotate(NamedEvent event, String note) {
        if (!decided.get(event).archived()) {
            update(event, request -> request.setNote(note));
        }
    }

    private void update(NamedEvent event, UnaryOperator<UpdateEventDefinitionRequest.Builder> change) {
        var request = UpdateEventDefinitionRequest.newBuilder()
                .setId(definition(event).getId());
        client.eventDefinitions().updateEventDefinition(change.apply(request).build());
    }

    void archive(NamedEvent event) {
        if (!decided.get(event).archived()) {
            client.eventDefinitions()
                    .archiveEventDefinition(ArchiveEventDefinitionRequest.newBuilder()
                            .setId(definition(event).getId())
                            .build());
            decide(event, now -> new Decided(now.definition(), now.meaning(), true, now.on(), now.since()));
        }
    }

    void restore(NamedEvent event) {
        if (decided.get(event).archived()) {
            client.eventDefinitions()
                    .restoreEventDefinition(RestoreEventDefinitionRequest.newBuilder()
                            .setId(definition(event).getId())
                            .build());
            decide(event, now -> new Decided(now.definition(), now.meaning(), false, now.on(), now.since()));
        }
    }

    /** One that is on may get another beginning. @param since null for all of history */
    void toggleOn(NamedEvent event, Integer since) {
        if (!decided.get(event).archived()) {
            select(List.of(on(access, event, since)));
            decide(event, now -> new Decided(now.definition(), now.meaning(), now.archived(), true, since));
        }
    }

    void toggleOff(NamedEvent event) {
        select(List.of(selection(access, event).setSynced(false)));
        decide(event, now -> new Decided(now.definition(), now.meaning(), now.archived(), false, now.since()));
    }

    /** Restored and toggled on, each with the beginning it has; those that were off, with all of history. */
    void settle() {
        for (var event : NamedEvent.values()) {
            restore(event);
            if (!decided.get(event).on()) {
                toggleOn(event, null);
            }
        }
    }

    /** Selects for another warehouse what moves in this one. */
    void selectFor(EnvironmentAccess other) {
        if (moving().isEmpty()) {
            return;
        }
        select(moving().stream()
                .map(event -> on(other, event, decided.get(event).since()))
                .toList());
    }

    private void select(List<SelectionChange.Builder> changes) {
        var request = UpdateSelectionsRequest.newBuilder().setEnvironment(access.environment());
        changes.forEach(request::addChanges);
        client.selections().updateSelections(request.build());
    }

    private SelectionChange.Builder on(EnvironmentAccess warehouse, NamedEvent event, Integer since) {
        var change = selection(warehouse, event).setSynced(true);
        if (since != null) {
            change.setSince(
                    Timestamp.newBuilder().setSeconds(CapturedCalls.time(since).getEpochSecond()));
        }
        return change;
    }

    private SelectionChange.Builder selection(EnvironmentAccess warehouse, NamedEvent event) {
        return SelectionChange.newBuilder()
                .addWarehouses(warehouse.warehouse())
                .addEventDefinitionIds(definition(event).getId());
    }

    private void decide(NamedEvent event, UnaryOperator<Decided> change) {
        decided.computeIfPresent(event, (_, now) -> change.apply(now));
    }
}
