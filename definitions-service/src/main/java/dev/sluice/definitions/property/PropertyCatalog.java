package dev.sluice.definitions.property;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.Property;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps every custom property since it was first seen. */
@ApplicationScoped
public class PropertyCatalog {

    /** What properties are called in the audit trail. */
    static final String KIND = "properties";

    private final Environments environments;
    private final PropertyStore store;

    PropertyCatalog(Environments environments, PropertyStore store) {
        this.environments = environments;
        this.store = store;
    }

    /** Enters all observations or none; with {@code validateOnly} does the same work and then forgets it. */
    @Transactional
    List<Property> register(String environment, List<Observation> observations, boolean validateOnly) {
        var locked = environments.lock(environment);
        var keys = observations.stream()
                .map(observation -> observation.name().key())
                .distinct()
                .toList();
        var columns = new NewColumns(levels -> store.columnNames(locked.id(), levels));
        var rows = new Registration(locked, store.byKey(locked.id(), keys), columns).enter(observations);
        if (validateOnly) {
            QuarkusTransaction.setRollbackOnly();
        }
        return toMessages(rows, locked.name());
    }

    @Transactional
    public List<Property> list(KnownEnvironment environment) {
        return toMessages(store.list(environment.id()), environment.name());
    }

    @Transactional
    Property categorize(long id, String category) {
        return change(id, row -> {
            boolean different = !category.equals(row.category);
            row.category = category;
            return different;
        });
    }

    @Transactional
    Property archive(long id) {
        return change(id, row -> {
            row.archive();
            return true;
        });
    }

    @Transactional
    Property restore(long id) {
        return change(id, row -> {
            row.restore();
            return true;
        });
    }

    @Transactional
    Property get(long id) {
        var row = store.get(id);
        return PropertyMessages.toMessage(
                row, environments.get(row.environmentId).name());
    }

    /** Whether each is archived; ids that the environment does not have are left out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Boolean> archived(LockedEnvironment environment, Collection<Long> ids) {
        return archivedById(store.find(environment.id(), ids));
    }

    /** Whether each property of the category is archived, by id. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Boolean> archivedInCategory(LockedEnvironment environment, String category) {
        return archivedById(store.inCategory(environment.id(), category));
    }

    private Property change(long id, Predicate<PropertyRow> change) {
        var locked = environments.lock(store.owner(id));
        var row = store.get(id);
        var before = PropertyMessages.toMessage(row, locked.name());
        if (!change.test(row)) {
            return before;
        }
        var after = PropertyMessages.toMessage(row, locked.name());
        locked.changed(Change.of(KIND, id, before, after));
        return after;
    }

    private static List<Property> toMessages(List<PropertyRow> rows, String environment) {
        return rows.stream()
                .map(row -> PropertyMessages.toMessage(row, environment))
                .toList();
    }

    private static Map<Long, Boolean> archivedById(List<PropertyRow> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.id, row -> row.archived));
    }
}
