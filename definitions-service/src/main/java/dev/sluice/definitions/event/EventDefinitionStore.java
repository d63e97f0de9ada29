package dev.sluice.definitions.event;

import dev.sluice.definitions.matcher.StoredMatcher;
import dev.sluice.definitions.v1.EventDefinitionRevision;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.wire.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Session;

/** Fetches definitions with their matchers from the database. */
@ApplicationScoped
class EventDefinitionStore {

    private static final String CURRENT = """
            select d, r.matcher from EventDefinitionRow d
            join EventRevisionRow r on r.key.definitionId = d.id and r.key.revision = d.revision
            where\s""";

    private final Session session;

    EventDefinitionStore(Session session) {
        this.session = session;
    }

    CurrentDefinition get(long id) {
        return session.createQuery(CURRENT + "d.id = :id", CurrentDefinition.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    /** Asked before the environment can be locked; the owner of a definition never changes. */
    long owner(long id) {
        return session.createQuery("select environmentId from EventDefinitionRow where id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    List<CurrentDefinition> list(long environmentId) {
        return session.createQuery(CURRENT + "d.environmentId = :environment order by d.id", CurrentDefinition.class)
                .setParameter("environment", environmentId)
                .getResultList();
    }

    List<CurrentDefinition> find(long environmentId, Collection<Long> ids) {
        return session.createQuery(
                        CURRENT + "d.environmentId = :environment and array_contains(:ids, d.id)",
                        CurrentDefinition.class)
                .setParameter("environment", environmentId)
                .setParameter("ids", ids.toArray(Long[]::new))
                .getResultList();
    }

    Map<Long, CurrentDefinition> withParts(long environmentId, Collection<Long> ids) {
        var found = new TreeMap<Long, CurrentDefinition>();
        var wanted = ids;
        while (!wanted.isEmpty()) {
            var fetched = find(environmentId, wanted);
            fetched.forEach(definition -> found.put(definition.row().id, definition));
            wanted = fetched.stream()
                    .flatMap(definition -> definition.matcher().getCombo().getEventDefinitionIdsList().stream())
                    .filter(part -> !found.containsKey(part))
                    .distinct()
                    .toList();
        }
        return found;
    }

    List<EventDefinitionRevision> revisions(long id) {
        return EventRevisionRow.<EventRevisionRow>list("key.definitionId = ?1 order by key.revision", id).stream()
                .map(row -> EventDefinitionRevision.newBuilder()
                        .setRevision(row.key.revision())
                        .setMatcher(StoredMatcher.parse(row.matcher))
                        .setCreatedAt(Timestamps.of(row.createdAt))
                        .build())
                .toList();
    }

    private static Failure notFound(long id) {
        return new Failure.NotFound(
                ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, "no event definition has the id " + id);
    }
}
