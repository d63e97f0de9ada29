package dev.sluice.worker.run;

import dev.sluice.worker.role.NotSyncing;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.run.RunRecord.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds runs whose worker died and ends their records, so that schedules have them done again. A run lost its lease when
 * its worker gave no sign of life; after an outage of PostgreSQL all have, and renew them soon, so only what seems dead
 * twice in a row is. Whoever ends a record holds the warehouse for that moment: a run that comes back commits nothing.
 */
@ApplicationScoped
class DeadRuns {

    private static final Logger LOG = Logger.getLogger(DeadRuns.class);

    private final EntityManager entities;
    private final RunStore store;
    private final Reservations reservations;
    private final RunConfig config;
    private Set<UUID> suspects = Set.of();

    DeadRuns(EntityManager entities, RunStore store, Reservations reservations, RunConfig config) {
        this.entities = entities;
        this.store = store;
        this.reservations = reservations;
        this.config = config;
    }

    @Scheduled(
            every = "${sluice.run.look-for-dead-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = NotSyncing.class)
    void sweep() {
        var seen = new HashSet<UUID>();
        for (var run : withoutLease()) {
            seen.add(run.id);
            if (suspects.contains(run.id)) {
                end(run);
            }
        }
        suspects = seen;
    }

    private List<RunRecord> withoutLease() {
        List<?> runs = entities.createNativeQuery("""
                        SELECT * FROM run
                        WHERE state IN ('QUEUED', 'RUNNING')
                          AND (state = 'QUEUED' OR NOT EXISTS (
                            SELECT 1 FROM warehouse_lease held
                            WHERE held.environment = run.environment AND held.run_id = run.id AND held.expires_at > now()
                              AND held.warehouse IN (run.warehouse, run.warehouse || :fill)))
                          AND (state = 'RUNNING' OR started_at < now() - :seconds * interval '1 second')
                        """, RunRecord.class)
                .setParameter("fill", Reservations.FILL)
                .setParameter("seconds", config.longestWait().toSeconds())
                .getResultList();
        return runs.stream().map(RunRecord.class::cast).toList();
    }

    private void end(RunRecord run) {
        if (run.state == State.QUEUED) {
            endRecord(run);
            return;
        }
        reserve(run).ifPresent(lease -> {
            try {
                endRecord(run);
            } finally {
                reservations.release(lease);
            }
        });
    }

    private Optional<Lease.Held> reserve(RunRecord run) {
        var id = UUID.randomUUID();
        return run.kind == Kind.FILL
                ? reservations.ifNotFilled(run.environment, run.warehouse, id)
                : reservations.ifFree(run.environment, run.warehouse, id);
    }

    private void endRecord(RunRecord run) {
        if (store.endDead(run.id)) {
            LOG.warnf(
                    "A run was taken for dead: run=%s environment=%s warehouse=%s",
                    run.id, run.environment, run.warehouse);
        }
    }
}
