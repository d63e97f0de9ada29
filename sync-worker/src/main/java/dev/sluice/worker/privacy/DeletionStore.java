package dev.sluice.worker.privacy;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps privacy requests; each step is noted when it is done, and done again if its note was lost. */
@ApplicationScoped
class DeletionStore {

    private final DeletionAccounts accounts;
    private final DeletionParts warehouses;

    DeletionStore(DeletionAccounts accounts, DeletionParts warehouses) {
        this.accounts = accounts;
        this.warehouses = warehouses;
    }

    @Transactional
    public DeletionRecord begin(
            String environment, UserAccounts user, long logPosition, Collection<String> warehouseNames) {
        var deletion = new DeletionRecord();
        deletion.id = UUID.randomUUID();
        deletion.environment = environment;
        deletion.userId = user.userId();
        deletion.requestedAt = Instant.now();
        deletion.logPosition = logPosition;
        deletion.persistAndFlush();
        accounts.add(deletion.id, user.accounts());
        warehouses.add(deletion.id, warehouseNames);
        return deletion;
    }

    @Transactional
    public void erased(UUID id, long position) {
        DeletionRecord deletion = DeletionRecord.findById(id);
        deletion.erasedTo = position;
    }

    @Transactional
    public void eventLogDone(UUID id) {
        DeletionRecord deletion = DeletionRecord.findById(id);
        deletion.eventLogDoneAt = Instant.now();
    }

    /** The user has more accounts than was known: their events are to be erased too. */
    @Transactional
    public void grew(UUID id, List<Account> more) {
        DeletionRecord deletion = DeletionRecord.findById(id);
        deletion.erasedTo = 0;
        deletion.eventLogDoneAt = null;
        accounts.add(id, more);
    }

    /** @param warehouseNames all there are now: one that is made later never sees the user */
    @Transactional
    public void identityDone(UUID id, Collection<String> warehouseNames) {
        DeletionRecord deletion = DeletionRecord.findById(id);
        deletion.identityDoneAt = Instant.now();
        warehouses.add(id, warehouseNames);
        warehouses.completeIfAllDone(id);
    }

    /** @throws Failure.NotFound with DELETION_NOT_FOUND */
    @Transactional
    public DeletionRecord find(UUID id) {
        return DeletionRecord.<DeletionRecord>findByIdOptional(id)
                .orElseThrow(() -> new Failure.NotFound(
                        ErrorReason.ERROR_REASON_DELETION_NOT_FOUND, "there is no deletion " + id));
    }

    /** Newest first. */
    @Transactional
    public List<DeletionRecord> list(String environment, int size) {
        return DeletionRecord.<DeletionRecord>find("environment = ?1 order by requestedAt desc, id", environment)
                .page(Page.ofSize(size))
                .list();
    }

    /** Those that are not yet out of the event log and identity-service, oldest first. */
    @Transactional
    public List<UUID> unforgotten() {
        return DeletionRecord.<DeletionRecord>stream("identityDoneAt is null order by requestedAt")
                .map(deletion -> deletion.id)
                .toList();
    }

    @Transactional
    public long countPending() {
        return DeletionRecord.count("completedAt is null");
    }

    @Transactional
    public long countDone() {
        return DeletionRecord.count("completedAt is not null");
    }
}
