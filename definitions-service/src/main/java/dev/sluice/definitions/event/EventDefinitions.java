package dev.sluice.definitions.event;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.EventDefinitionRevision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads event definitions: their current form, their history, and what else their combos need. */
@ApplicationScoped
public class EventDefinitions {

    private final Environments environments;
    private final EventDefinitionStore store;

    EventDefinitions(Environments environments, EventDefinitionStore store) {
        this.environments = environments;
        this.store = store;
    }

    @Transactional
    EventDefinition get(long id) {
        var definition = store.get(id);
        return definition.toMessage(
                environments.get(definition.row().environmentId).name());
    }

    @Transactional
    List<EventDefinition> list(String environment) {
        var known = environments.get(environment);
        return store.list(known.id()).stream()
                .map(definition -> definition.toMessage(known.name()))
                .toList();
    }

    @Transactional
    List<EventDefinitionRevision> revisions(long id) {
        store.get(id);
        return store.revisions(id);
    }

    /** The definitions of these ids and, transitively, the parts of combos among them; by id. */
    @Transactional
    public List<EventDefinition> withParts(KnownEnvironment environment, Collection<Long> ids) {
        return store.withParts(environment.id(), ids).values().stream()
                .map(definition -> definition.toMessage(environment.name()))
                .toList();
    }

    /** Whether each is archived; ids that the environment does not have are left out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Boolean> archived(LockedEnvironment environment, Collection<Long> ids) {
        return store.find(environment.id(), ids).stream()
                .collect(Collectors.toMap(definition -> definition.row().id, definition -> definition.row().archived));
    }

    /** Those of the ids that the environment has, archived or not: it has them for good. */
    @Transactional
    public Set<Long> known(KnownEnvironment environment, Collection<Long> ids) {
        return store.find(environment.id(), ids).stream()
                .map(definition -> definition.row().id)
                .collect(Collectors.toSet());
    }
}
