package dev.sluice.worker.run;

import dev.sluice.worker.role.NotSyncing;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Forgets runs that ended long ago, which frequent schedules make many of. The last of each kind and outcome over a
 * warehouse stays however old it is, since metrics and schedules go by it. What runs did to tables stands in the
 * warehouse for good.
 */
@ApplicationScoped
class OldRuns {

    private static final Logger LOG = Logger.getLogger(OldRuns.class);

    private final EntityManager entities;
    private final RunConfig config;
    private final InstantSource clock;

    OldRuns(EntityManager entities, RunConfig config, InstantSource clock) {
        this.entities = entities;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${sluice.run.forget-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    @Transactional
    void sweep() {
        int forgotten = entities.createNativeQuery("""
                        DELETE FROM run
                        WHERE ended_at < CAST(:before AS timestamptz)
                          AND EXISTS (
                            SELECT 1 FROM run later
                            WHERE later.environment = run.environment AND later.warehouse = run.warehouse
                              AND later.kind = run.kind AND later.state = run.state AND later.started_at > run.started_at)
                          AND NOT EXISTS (SELECT 1 FROM warehouse_schedule scheduled WHERE scheduled.run_id = run.id)
                        """)
                .setParameter("before", clock.instant().minus(config.keepFor()).toString())
                .executeUpdate();
        if (forgotten > 0) {
            LOG.infof("Old runs are forgotten: runs=%d", forgotten);
        }
    }
}
