package dev.sluice.local.law;

import dev.sluice.definitions.v1.ArchivePropertyRequest;
import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.RestorePropertyRequest;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdatePropertyRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was decided about the named properties, told to the services and remembered. What does not fit is not done. */
final class Properties {

    private static final String NUMBERS = "numbers";

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final Set<NamedProperty> archived = EnumSet.noneOf(NamedProperty.class);
    private final Set<NamedProperty> unsynced = EnumSet.noneOf(NamedProperty.class);

    Properties(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    boolean isArchived(NamedProperty property) {
        return archived.contains(property);
    }

    boolean isUnsynced(NamedProperty property) {
        return unsynced.contains(property);
    }

    /** Absent until a run has met it. */
    Optional<Long> id(NamedProperty property) {
        return client
                .properties()
                .listProperties(ListPropertiesRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .build())
                .getPropertiesList()
                .stream()
                .filter(each ->
                        each.getLevel() == property.level() && each.getKey().equals(property.key()))
                .map(Property::getId)
                .findAny();
    }

    void archive(NamedProperty property) {
        id(property)
                .filter(_ -> archived.add(property))
                .ifPresent(id -> client.properties()
                        .archiveProperty(
                                ArchivePropertyRequest.newBuilder().setId(id).build()));
    }

    void restore(NamedProperty property) {
        id(property)
                .filter(_ -> archived.remove(property))
                .ifPresent(id -> client.properties()
                        .restoreProperty(
                                RestorePropertyRequest.newBuilder().setId(id).build()));
    }

    void unsync(NamedProperty property) {
        id(property)
                .filter(_ -> unsynced.add(property))
                .ifPresent(id -> select(change(false).addPropertyIds(id)));
    }

    void sync(NamedProperty property) {
        if (!archived.contains(property)) {
            id(property)
                    .filter(_ -> unsynced.remove(property))
                    .ifPresent(id -> select(change(true).addPropertyIds(id)));
        }
    }

    void unsyncNumbers() {
        var numbers = categorisedNumbers();
        if (!numbers.isEmpty()) {
            select(change(false).addPropertyCategories(NUMBERS));
            unsynced.addAll(numbers);
        }
    }

    /** A category toggled on leaves its archived properties as they are. */
    void syncNumbers() {
        var numbers = categorisedNumbers();
        if (!numbers.isEmpty()) {
            select(change(true).addPropertyCategories(NUMBERS));
            numbers.stream().filter(each -> !archived.contains(each)).forEach(unsynced::remove);
        }
    }

    /** Those that are known by now. */
    private List<NamedProperty> categorisedNumbers() {
        var known = NamedProperty.NUMBERS.stream()
                .filter(each -> id(each).isPresent())
                .toList();
        known.forEach(each -> client.properties()
                .updateProperty(UpdatePropertyRequest.newBuilder()
                        .setId(id(each).orElseThrow())
                        .setCategory(NUMBERS)
                        .build()));
        return known;
    }

    void settle() {
        for (var property : NamedProperty.values()) {
            restore(property);
            sync(property);
        }
    }

    private SelectionChange.Builder change(boolean synced) {
        return SelectionChange.newBuilder().addWarehouses(access.warehouse()).setSynced(synced);
    }

    private void select(SelectionChange.Builder change) {
        client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(change)
                        .build());
    }
}
