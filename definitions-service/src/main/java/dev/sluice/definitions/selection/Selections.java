package dev.sluice.definitions.selection;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.warehouse.KnownWarehouse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

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
        var toggles = new ChangeResolution(selectable.find(locked, changes)).resolve(changes);
        if (store.apply(toggles) > 0) {
            locked.changed();
        }
        return locked.revision();
    }

    @Transactional
    public WarehouseSelections of(KnownWarehouse warehouse) {
        return store.of(warehouse.id());
    }
}
