package dev.sluice.definitions.segment;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.KnownEnvironment;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.v1.Segment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads segments, and what else belongs to them. */
@ApplicationScoped
public class Segments {

    private final Environments environments;
    private final SegmentStore store;

    Segments(Environments environments, SegmentStore store) {
        this.environments = environments;
        this.store = store;
    }

    @Transactional
    Segment get(long id) {
        var segment = store.get(id);
        return segment.toMessage(environments.get(segment.row().environmentId).name());
    }

    @Transactional
    List<Segment> list(String environment) {
        var known = environments.get(environment);
        return store.list(known.id()).stream()
                .map(segment -> segment.toMessage(known.name()))
                .toList();
    }

    /** The segments of these ids, by id. */
    @Transactional
    public List<Segment> find(KnownEnvironment environment, Collection<Long> ids) {
        return store.find(environment.id(), ids).stream()
                .map(segment -> segment.toMessage(environment.name()))
                .toList();
    }

    /** The event definitions that segments count. */
    public Set<Long> counted(Collection<Segment> segments) {
        return segments.stream()
                .flatMap(segment -> CountedEvents.of(segment.getCondition()).stream())
                .map(CountedEvents.Mention::definitionId)
                .collect(Collectors.toSet());
    }

    /** Whether each is archived; ids that the environment does not have are left out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Long, Boolean> archived(LockedEnvironment environment, Collection<Long> ids) {
        return store.find(environment.id(), ids).stream()
                .collect(Collectors.toMap(segment -> segment.row().id, segment -> segment.row().archived));
    }
}
