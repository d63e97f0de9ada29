package dev.sluice.definitions.selection;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.warehouse.KnownWarehouse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what syncs to which warehouse, and changes it in bulk: all of a call or nothing. */
@ApplicationScoped
public class Selections {

    private final Environments environments;
    private final Selectable selectable;
    private final SelectionStore store;

    Selections(Environments environments, Selectable selectable, SelectionStore store) {
        this.environments = environments;
        this.selectable = selectable;
        this.store = store;
    }

    /** The environment's revision afterwards. */
    @Transactional
    long update(String environment, List<SelectionChange> changes) {
        ChangeShape.check(changes);
        var locked = environments.lock(environment);
        var found = selectable.find(locked, changes);
        var toggles = new ChangeResolution(found).resolve(changes);
        var warehouses = new HashMap<>(found.warehouses());
        warehouses.values().retainAll(toggles.warehouses());
        var before = selected(warehouses);
        if (store.apply(toggles) > 0) {
            locked.changed(differences(before, selected(warehouses)));
        }
        return locked.revision();
    }

    /** Of each warehouse, by its name. */
    private Map<String, WarehouseSelections> selected(Map<String, Long> warehouses) {
        return warehouses.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, warehouse -> store.of(warehouse.getValue())));
    }

    private static List<Change> differences(
            Map<String, WarehouseSelections> before, Map<String, WarehouseSelections> after) {
        return after.entrySet().stream()
                .filter(warehouse -> !warehouse.getValue().equals(before.get(warehouse.getKey())))
                .map(warehouse -> difference(warehouse.getKey(), before.get(warehouse.getKey()), warehouse.getValue()))
                .toList();
    }

    private static Change difference(String warehouse, WarehouseSelections before, WarehouseSelections after) {
        return Change.of(
                "selections",
                warehouse,
                before.without(after).toMessage(),
                after.without(before).toMessage());
    }

    @Transactional
    public WarehouseSelections of(KnownWarehouse warehouse) {
        return store.of(warehouse.id());
    }
}
