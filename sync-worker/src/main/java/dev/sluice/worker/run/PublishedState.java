package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers what readers of each warehouse were last shown, so that a run with nothing to do need not even open the
 * warehouse. It is written after publishing: when a worker dies in between, the next run merely looks again.
 */
@ApplicationScoped
public class PublishedState {

    private final EntityManager entities;

    PublishedState(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public boolean is(String environment, String warehouse, Warehouse.Cursors heads, long revision, Instant now) {
        return !entities.createNativeQuery("""
                        SELECT 1 FROM warehouse_state
                        WHERE environment = :environment AND warehouse = :warehouse AND log_position = :log
                          AND feed_position = :feed AND snapshot_revision = :revision AND NOT fills_left
                          AND (segments_change_at IS NULL OR segments_change_at > :now)
                          AND (tables_retry_at IS NULL OR tables_retry_at > :now)
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("log", heads.logPosition())
                .setParameter("feed", heads.feedPosition())
                .setParameter("revision", revision)
                .setParameter("now", now)
                .getResultList()
                .isEmpty();
    }

    /** The last position of the event log that readers of a warehouse were shown; absent before its first run. */
    @Transactional
    public Optional<Long> logPosition(String environment, String warehouse) {
        List<?> positions = entities.createNativeQuery("""
                        SELECT log_position FROM warehouse_state
                        WHERE environment = :environment AND warehouse = :warehouse
                        """, Long.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultList();
        return positions.stream().map(Long.class::cast).findFirst();
    }

    /**
     * The definitions of events whose tables wait for rows of events that have landed; more of them after a run that
     * died.
     */
    @Transactional
    public Set<Long> waiting(String environment, String warehouse) {
        List<?> waiting = entities.createNativeQuery("""
                        SELECT unnest(waiting_events) FROM warehouse_state
                        WHERE environment = :environment AND warehouse = :warehouse
                        """, Long.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultList();
        return waiting.stream().map(Long.class::cast).collect(Collectors.toUnmodifiableSet());
    }

    /** That tables of these wait, too; before a run is committed that has them do so. */
    @Transactional
    public void addWaiting(String environment, String warehouse, Set<Long> definitionIds) {
        entities.createNativeQuery("""
                        UPDATE warehouse_state
                        SET waiting_events = ARRAY(
                          SELECT unnest(waiting_events) UNION SELECT unnest(CAST(:more AS bigint[])))
                        WHERE environment = :environment AND warehouse = :warehouse
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter(
                        "more", definitionIds.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")))
                .executeUpdate();
    }

    /** That no table waits any more; after a run over everything was committed. */
    @Transactional
    public void forgetWaiting(String environment, String warehouse) {
        entities.createNativeQuery("""
                        UPDATE warehouse_state SET waiting_events = '{}'
                        WHERE environment = :environment AND warehouse = :warehouse
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .executeUpdate();
    }

    /** Has the next run look at everything, though nothing is new. */
    @Transactional
    public void forgetRevision(String environment, String warehouse) {
        entities.createNativeQuery("""
                        UPDATE warehouse_state SET snapshot_revision = -1
                        WHERE environment = :environment AND warehouse = :warehouse
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .executeUpdate();
    }

    /**
     * @param segmentsChangeAt when somebody enters or leaves a segment though nothing else happens
     * @param tablesRetryAt when a table that was left out is to be tried again
     */
    @Transactional
    public void set(
            String environment,
            String warehouse,
            Warehouse.Cursors cursors,
            long revision,
            boolean fillsLeft,
            Optional<Instant> segmentsChangeAt,
            Optional<Instant> tablesRetryAt) {
        entities.createNativeQuery("""
                        INSERT INTO warehouse_state (environment, warehouse, log_position, feed_position,
                          snapshot_revision, published_at, fills_left, segments_change_at, tables_retry_at)
                        VALUES (:environment, :warehouse, :log, :feed, :revision, now(), :fills, CAST(:segments AS timestamptz),
                          CAST(:tables AS timestamptz))
                        ON CONFLICT (environment, warehouse) DO UPDATE
                        SET log_position = EXCLUDED.log_position, feed_position = EXCLUDED.feed_position,
                          snapshot_revision = EXCLUDED.snapshot_revision, published_at = EXCLUDED.published_at,
                          fills_left = EXCLUDED.fills_left, segments_change_at = EXCLUDED.segments_change_at,
                          tables_retry_at = EXCLUDED.tables_retry_at
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("log", cursors.logPosition())
                .setParameter("feed", cursors.feedPosition())
                .setParameter("revision", revision)
                .setParameter("fills", fillsLeft)
                .setParameter(
                        "segments", segmentsChangeAt.map(Instant::toString).orElse(null))
                .setParameter("tables", tablesRetryAt.map(Instant::toString).orElse(null))
                .executeUpdate();
    }
}
