package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Sees to it that one run at a time writes to a warehouse. A lease that is not renewed expires, and the next holder's
 * token is higher: a run confirms its token before it commits, so one that stalled and was given up writes nothing.
 * Times are the database's, so that no two workers' clocks are compared.
 */
@ApplicationScoped
class Lease {

    private final EntityManager entities;
    private final RunConfig config;

    Lease(EntityManager entities, RunConfig config) {
        this.entities = entities;
        this.config = config;
    }

    /** What a holder has in hand. */
    record Held(String environment, String warehouse, long token) {}

    /** Empty while another run holds the warehouse. */
    @Transactional
    public Optional<Held> acquire(String environment, String warehouse, UUID runId) {
        Stream<?> tokens = entities.createNativeQuery("""
                        INSERT INTO warehouse_lease AS held (environment, warehouse, fencing_token, run_id, expires_at)
                        VALUES (:environment, :warehouse, 1, :run, now() + :seconds * interval '1 second')
                        ON CONFLICT (environment, warehouse) DO UPDATE
                        SET fencing_token = held.fencing_token + 1, run_id = :run, expires_at = EXCLUDED.expires_at
                        WHERE held.expires_at <= now()
                        RETURNING fencing_token
                        """, Long.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .setParameter("run", runId)
                .setParameter("seconds", config.lease().toSeconds())
                .getResultStream();
        return tokens.findFirst().map(token -> new Held(environment, warehouse, (Long) token));
    }

    Failure busy(String environment, String warehouse) {
        return new Failure.Precondition(
                ErrorReason.ERROR_REASON_WAREHOUSE_BUSY,
                "run %s is writing to the warehouse %s of %s"
                        .formatted(
                                holder(environment, warehouse)
                                        .map(UUID::toString)
                                        .orElse("of another worker"),
                                warehouse,
                                environment));
    }

    /** The run that holds the warehouse, or held it last. */
    @Transactional
    public Optional<UUID> holder(String environment, String warehouse) {
        Stream<?> holders = entities.createNativeQuery(
                        "SELECT run_id FROM warehouse_lease WHERE environment = :environment AND warehouse = :warehouse",
                        UUID.class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultStream();
        return holders.findFirst().map(UUID.class::cast);
    }

    /** Renews the lease. @return false when another run has it by now */
    @Transactional
    public boolean renew(Held held) {
        return update(held, "now() + :seconds * interval '1 second'", true) == 1;
    }

    /** @throws Failure.Precondition with WAREHOUSE_BUSY when another run has it by now */
    @Transactional
    public void confirm(Held held) {
        if (!renew(held)) {
            throw busy(held.environment(), held.warehouse());
        }
    }

    @Transactional
    public void release(Held held) {
        update(held, "now()", false);
    }

    private int update(Held held, String expiry, boolean timed) {
        var query = entities.createNativeQuery("""
                        UPDATE warehouse_lease SET expires_at = %s
                        WHERE environment = :environment AND warehouse = :warehouse AND fencing_token = :token
                        """.formatted(expiry))
                .setParameter("environment", held.environment())
                .setParameter("warehouse", held.warehouse())
                .setParameter("token", held.token());
        if (timed) {
            query.setParameter("seconds", config.lease().toSeconds());
        }
        return query.executeUpdate();
    }
}
