package dev.sluice.definitions.segment;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** Fetches segments with their conditions from the database. */
@ApplicationScoped
class SegmentStore {

    private static final String CURRENT = """
            select s, r.condition from SegmentRow s
            join SegmentRevisionRow r on r.key.segmentId = s.id and r.key.revision = s.revision
            where\s""";

    private final Session session;

    SegmentStore(Session session) {
        this.session = session;
    }

    CurrentSegment get(long id) {
        return session.createQuery(CURRENT + "s.id = :id", CurrentSegment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    /** Asked before the environment can be locked; the owner of a segment never changes. */
    long owner(long id) {
        return session.createQuery("select environmentId from SegmentRow where id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    List<CurrentSegment> list(long environmentId) {
        return session.createQuery(CURRENT + "s.environmentId = :environment order by s.id", CurrentSegment.class)
                .setParameter("environment", environmentId)
                .getResultList();
    }

    List<CurrentSegment> find(long environmentId, Collection<Long> ids) {
        return session.createQuery(
                        CURRENT + "s.environmentId = :environment and array_contains(:ids, s.id) order by s.id",
                        CurrentSegment.class)
                .setParameter("environment", environmentId)
                .setParameter("ids", ids.toArray(Long[]::new))
                .getResultList();
    }

    private static Failure notFound(long id) {
        return new Failure.NotFound(ErrorReason.ERROR_REASON_SEGMENT_NOT_FOUND, "no segment has the id " + id);
    }
}
