package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/**
 * Remembers what readers of each warehouse were last shown, so that a run with nothing to do need not even open the
 * warehouse. It is written after publishing: when a worker dies in between, the next run merely looks again.
 */
@ApplicationScoped
class PublishedState {

    private final EntityManager entities;

    PublishedState(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public boolean is(String environment, String warehouse, Warehouse.Cursors heads, long revision) {
        return !entities.createNativeQuery("""
                        SELECT 1 FROM warehouse_state
                        WHERE environment = :environment AND warehouse = :warehouse AND log_position = :log
                          AND feed_position = :feed AND snapshot_revision = :revision AND NOT fills_left
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("log", heads.logPosition())
                .setParameter("feed", heads.feedPosition())
                .setParameter("revision", revision)
                .getResultList()
                .isEmpty();
    }

    @Transactional
    public void set(String environment, String warehouse, Warehouse.Cursors cursors, long revision, boolean fillsLeft) {
        entities.createNativeQuery("""
                        INSERT INTO warehouse_state (environment, warehouse, log_position, feed_position,
                          snapshot_revision, published_at, fills_left)
                        VALUES (:environment, :warehouse, :log, :feed, :revision, now(), :fills)
                        ON CONFLICT (environment, warehouse) DO UPDATE
                        SET log_position = EXCLUDED.log_position, feed_position = EXCLUDED.feed_position,
                          snapshot_revision = EXCLUDED.snapshot_revision, published_at = EXCLUDED.published_at,
                          fills_left = EXCLUDED.fills_left
                        """)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("log", cursors.logPosition())
                .setParameter("feed", cursors.feedPosition())
                .setParameter("revision", revision)
                .setParameter("fills", fillsLeft)
                .executeUpdate();
    }
}
