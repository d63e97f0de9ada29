package dev.sluice.definitions.selection;

import dev.sluice.definitions.selection.Toggles.Thing;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the changes of a call into toggles, or names the first thing that is not there or cannot be toggled on. */
final class ChangeResolution {

    private final Selectable.Found found;
    private final Toggles toggles = Toggles.none();

    ChangeResolution(Selectable.Found found) {
        this.found = found;
    }

    Toggles resolve(List<SelectionChange> changes) {
        for (int i = 0; i < changes.size(); i++) {
            resolve("changes[" + i + "]", changes.get(i));
        }
        return toggles;
    }

    private void resolve(String field, SelectionChange change) {
        var warehouses = warehouses(field + ".warehouses", change.getWarehousesList());
        events(field, change, warehouses);
        properties(field + ".property_ids", change, warehouses);
        categories(field + ".property_categories", change, warehouses);
        segments(field + ".segment_ids", change, warehouses);
    }

    private Set<Long> warehouses(String field, List<String> names) {
        var ids = new LinkedHashSet<Long>();
        for (int i = 0; i < names.size(); i++) {
            var id = found.warehouses().get(names.get(i));
            if (id == null) {
                throw notFound(
                        ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                        field + "[" + i + "]: no warehouse is named " + Quoted.of(names.get(i)));
            }
            ids.add(id);
        }
        return ids;
    }

    private void events(String field, SelectionChange change, Set<Long> warehouses) {
        var since = change.hasSince() ? Times.toInstant(field + ".since", change.getSince()) : null;
        var toggle = change.getSynced() ? new Toggles.On(since) : new Toggles.Off();
        var path = field + ".event_definition_ids";
        for (int i = 0; i < change.getEventDefinitionIdsCount(); i++) {
            long id = change.getEventDefinitionIds(i);
            check(path + "[" + i + "]", id, found.events(), change.getSynced(), Kind.EVENT_DEFINITION);
            warehouses.forEach(warehouse -> toggles.events().put(new Thing(warehouse, id), toggle));
        }
    }

    private void properties(String path, SelectionChange change, Set<Long> warehouses) {
        for (int i = 0; i < change.getPropertyIdsCount(); i++) {
            long id = change.getPropertyIds(i);
            check(path + "[" + i + "]", id, found.properties(), change.getSynced(), Kind.PROPERTY);
            toggle(warehouses, id, change.getSynced());
        }
    }

    /** A category stands for what can be toggled: its archived properties stay out when it is toggled on. */
    private void categories(String path, SelectionChange change, Set<Long> warehouses) {
        for (int i = 0; i < change.getPropertyCategoriesCount(); i++) {
            var category = change.getPropertyCategories(i);
            var members = found.categories().get(category);
            if (members.isEmpty()) {
                throw new Failure.Invalid(path + "[" + i + "]", "must be the category of a property");
            }
            members.forEach((id, archived) -> {
                if (!change.getSynced() || !archived) {
                    toggle(warehouses, id, change.getSynced());
                }
            });
        }
    }

    private void segments(String path, SelectionChange change, Set<Long> warehouses) {
        for (int i = 0; i < change.getSegmentIdsCount(); i++) {
            long id = change.getSegmentIds(i);
            check(path + "[" + i + "]", id, found.segments(), change.getSynced(), Kind.SEGMENT);
            warehouses.forEach(warehouse -> toggles.segments().put(new Thing(warehouse, id), change.getSynced()));
        }
    }

    private void toggle(Set<Long> warehouses, long property, boolean synced) {
        warehouses.forEach(warehouse -> toggles.properties().put(new Thing(warehouse, property), synced));
    }

    private static void check(String field, long id, Map<Long, Boolean> archivedById, boolean on, Kind kind) {
        var archived = archivedById.get(id);
        if (archived == null) {
            throw notFound(kind.notFound, field + ": no " + kind.word + " has the id " + id);
        }
        if (on && archived) {
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WRONG_STATE,
                    field + ": " + kind.word + " " + id + " is archived and cannot be toggled on");
        }
    }

    private static Failure notFound(ErrorReason reason, String message) {
        return new Failure.NotFound(reason, message);
    }

    private enum Kind {
        EVENT_DEFINITION("event definition", ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND),
        PROPERTY("property", ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND),
        SEGMENT("segment", ErrorReason.ERROR_REASON_SEGMENT_NOT_FOUND);

        private final String word;
        private final ErrorReason notFound;

        Kind(String word, ErrorReason notFound) {
            this.word = word;
            this.notFound = notFound;
        }
    }
}
