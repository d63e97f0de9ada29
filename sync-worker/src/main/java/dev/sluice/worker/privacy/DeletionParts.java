package dev.sluice.worker.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps which warehouses have done their part, and completes the deletion with the last of them. */
@ApplicationScoped
class DeletionParts {

    private final EntityManager entities;

    DeletionParts(EntityManager entities) {
        this.entities = entities;
    }

    /** Those that are there already stay as they are. */
    @Transactional
    public void add(UUID deletion, Collection<String> warehouses) {
        entities.createNativeQuery("""
                        INSERT INTO deletion_warehouse (deletion_id, warehouse)
                        SELECT :deletion, name FROM unnest(:warehouses) AS name ON CONFLICT DO NOTHING
                        """)
                .setParameter("deletion", deletion)
                .setParameter("warehouses", warehouses.toArray(String[]::new))
                .executeUpdate();
    }

    /** By name. */
    @Transactional
    public List<WarehousePart> of(UUID deletion) {
        return WarehousePart.list("deletion = ?1 order by warehouse", deletion);
    }

    @Transactional
    public void done(UUID deletion, String warehouse) {
        // Or two that end at once would each take the other for the last.
        entities.find(DeletionRecord.class, deletion, LockModeType.PESSIMISTIC_WRITE);
        WarehousePart.<WarehousePart>findByIdOptional(new WarehousePart.Key(deletion, warehouse))
                .filter(part -> part.doneAt == null)
                .ifPresent(part -> part.doneAt = Instant.now());
        completeIfAllDone(deletion);
    }

    /** Nothing of the user is left then; what it took to find them goes last. */
    @Transactional
    public void completeIfAllDone(UUID deletion) {
        DeletionRecord record = DeletionRecord.findById(deletion);
        boolean allDone = record.identityDoneAt != null && of(deletion).stream().allMatch(part -> part.doneAt != null);
        if (allDone && record.completedAt == null) {
            record.completedAt = Instant.now();
            entities.createNativeQuery("DELETE FROM deletion_account WHERE deletion_id = :deletion")
                    .setParameter("deletion", deletion)
                    .executeUpdate();
        }
    }
}
