package dev.sluice.worker.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What warehouses have yet to do for deletions. A deletion comes up for them once the event log and identity-service
 * hold nothing of the user, so that a run which is handed it can meet nothing of them any more.
 */
@ApplicationScoped
public class WarehouseDeletions {

    private final EntityManager entities;
    private final DeletionAccounts accounts;
    private final DeletionParts parts;
    private final PrivacyConfig config;

    WarehouseDeletions(EntityManager entities, DeletionAccounts accounts, DeletionParts parts, PrivacyConfig config) {
        this.entities = entities;
        this.accounts = accounts;
        this.parts = parts;
        this.config = config;
    }

    /** A warehouse that a run should be started for. */
    public record Waiting(String environment, String warehouse) {}

    /** Whom the next run over a warehouse has to remove. */
    @Transactional
    public List<DeletedUser> pending(String environment, String warehouse) {
        Stream<?> pending = entities.createNativeQuery("""
                        SELECT d.id, d.log_position FROM deletion d JOIN deletion_warehouse w ON w.deletion_id = d.id
                        WHERE d.environment = :environment AND w.warehouse = :warehouse
                          AND d.identity_done_at IS NOT NULL AND d.completed_at IS NULL AND w.done_at IS NULL
                        """, Object[].class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultStream();
        return pending.map(Object[].class::cast)
                .map(row -> deletedUser((UUID) row[0], (Long) row[1]))
                .toList();
    }

    /** Who is being deleted and may still stand in a warehouse, whatever has been done already. */
    @Transactional
    public List<DeletedUser> underway(String environment, String warehouse) {
        Stream<?> underway = entities.createNativeQuery("""
                        SELECT d.id, d.log_position FROM deletion d
                        WHERE d.environment = :environment AND d.completed_at IS NULL AND NOT EXISTS (
                          SELECT 1 FROM deletion_warehouse w
                          WHERE w.deletion_id = d.id AND w.warehouse = :warehouse AND w.done_at IS NOT NULL)
                        """, Object[].class)
                .setParameter("environment", environment)
                .setParameter("warehouse", warehouse)
                .getResultStream();
        return underway.map(Object[].class::cast)
                .map(row -> deletedUser((UUID) row[0], (Long) row[1]))
                .toList();
    }

    private DeletedUser deletedUser(UUID deletion, long logPosition) {
        var userIds = accounts.of(deletion).stream().map(Account::userId).collect(Collectors.toSet());
        return new DeletedUser(deletion, logPosition, userIds);
    }

    /** Readers of the warehouse no longer see these. */
    @Transactional
    public void done(String warehouse, List<DeletedUser> deleted) {
        deleted.forEach(user -> parts.done(user.deletion(), warehouse));
    }

    @Transactional
    public List<Waiting> waiting() {
        Stream<?> waiting = entities.createNativeQuery("""
                        SELECT d.environment, w.warehouse
                        FROM deletion d JOIN deletion_warehouse w ON w.deletion_id = d.id
                        WHERE d.identity_done_at IS NOT NULL AND d.completed_at IS NULL AND w.done_at IS NULL
                        GROUP BY d.environment, w.warehouse
                        HAVING coalesce(max(w.run_started_at) <= now() - :pause * interval '1 millisecond', true)
                        ORDER BY min(d.requested_at)
                        """, Object[].class)
                .setParameter("pause", config.runAgainAfter().toMillis())
                .getResultStream();
        return waiting.map(Object[].class::cast)
                .map(row -> new Waiting((String) row[0], (String) row[1]))
                .toList();
    }

    @Transactional
    public void runStarted(Waiting waiting) {
        entities.createNativeQuery("""
                        UPDATE deletion_warehouse w SET run_started_at = now() FROM deletion d
                        WHERE d.id = w.deletion_id AND d.environment = :environment AND w.warehouse = :warehouse
                          AND w.done_at IS NULL
                        """)
                .setParameter("environment", waiting.environment())
                .setParameter("warehouse", waiting.warehouse())
                .executeUpdate();
    }
}
