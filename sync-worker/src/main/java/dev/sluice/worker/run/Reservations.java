package dev.sluice.worker.run;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Reserves warehouses for runs, and keeps them reserved while these live. A fill reserves its warehouse slice by slice,
 * and whoever waits for the end of a slice goes ahead of the next one; any other run keeps everybody else out.
 */
@ApplicationScoped
class Reservations {

    private static final Logger LOG = Logger.getLogger(Reservations.class);

    /** Names, beside a warehouse's own reservation, the one that keeps a second fill out. */
    static final String FILL = ":fill";

    private final Lease leases;
    private final RunStore store;
    private final RunConfig config;
    private final Set<Lease.Held> held = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Reservations(Lease leases, RunStore store, RunConfig config) {
        this.leases = leases;
        this.store = store;
        this.config = config;
    }

    /** Empty while another run has the warehouse. */
    Optional<Lease.Held> ifFree(String environment, String warehouse, UUID run) {
        var lease = leases.acquire(environment, warehouse, run);
        lease.ifPresent(held::add);
        return lease;
    }

    /** Keeps the warehouse for the one run that fills it; empty while another does. */
    Optional<Lease.Held> ifNotFilled(String environment, String warehouse, UUID run) {
        return ifFree(environment, warehouse + FILL, run);
    }

    Optional<UUID> filler(String environment, String warehouse) {
        return leases.holder(environment, warehouse + FILL);
    }

    /** Whether nothing keeps us out any more, or nothing but what goes soon: a slice of a fill, or a run that has ended. */
    boolean isWorthWaiting(String environment, String warehouse) {
        return leases.holder(environment, warehouse).map(store::letsGoSoon).orElse(true);
    }

    /** Waits for the end of a slice. @throws dev.sluice.errors.Failure.Precondition when another run has it */
    Lease.Held afterSlice(String environment, String warehouse, UUID run) {
        return await(environment, warehouse, run, () -> isWorthWaiting(environment, warehouse));
    }

    /** Waits for whatever has the warehouse: a fill has all the time in the world. */
    Lease.Held forSlice(String environment, String warehouse, UUID run) {
        while (store.isAwaited(environment, warehouse)) {
            pause();
        }
        return await(environment, warehouse, run, () -> true);
    }

    private Lease.Held await(String environment, String warehouse, UUID run, BooleanSupplier worthWaiting) {
        refuseWhenClosed();
        var lease = ifFree(environment, warehouse, run);
        while (lease.isEmpty()) {
            boolean waiting = worthWaiting.getAsBoolean();
            pause();
            lease = ifFree(environment, warehouse, run);
            if (lease.isEmpty() && !waiting) {
                throw leases.busy(environment, warehouse);
            }
        }
        return lease.get();
    }

    private void pause() {
        refuseWhenClosed();
        try {
            Thread.sleep(config.waitInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a warehouse", e);
        }
    }

    /** Nobody gets a warehouse any more who has to wait for it. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** @throws RunInterrupted once they are */
    void refuseWhenClosed() {
        if (closed) {
            throw RunInterrupted.byStopping();
        }
    }

    RuntimeException busy(String environment, String warehouse) {
        return leases.busy(environment, warehouse);
    }

    /** @throws dev.sluice.errors.Failure.Precondition when another run has it by now */
    void confirm(Lease.Held lease) {
        leases.confirm(lease);
    }

    /** How many warehouses this process writes to; a fill does so slice by slice. */
    int written() {
        return (int)
                held.stream().filter(lease -> !lease.warehouse().endsWith(FILL)).count();
    }

    /** Renews it no more: in a while the warehouse is somebody else's. */
    void abandon(Lease.Held lease) {
        held.remove(lease);
    }

    void release(Lease.Held lease) {
        held.remove(lease);
        leases.release(lease);
    }

    @Scheduled(every = "${sluice.run.renew-every}")
    void renew() {
        for (var lease : held) {
            if (!leases.renew(lease)) {
                LOG.warnf("A lease was lost: environment=%s warehouse=%s", lease.environment(), lease.warehouse());
            }
        }
    }
}
