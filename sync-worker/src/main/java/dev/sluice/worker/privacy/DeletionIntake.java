package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.outbox.IdentityOutbox;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/**
 * Takes privacy requests in: once it returns, a deletion is durable and will be seen through.
 *
 * <p>Calls that were acknowledged before are applied first, since one that came up after the user was forgotten would
 * bring them back; and so would a refused call that is replayed. So these are erased before the log's head is read, which
 * parts the old user from the new one, and what a replay has queued until then is applied too.
 */
@ApplicationScoped
class DeletionIntake {

    private final RegisteredWarehouses warehouses;
    private final EventLog log;
    private final UserSearch users;
    private final IdentityOutbox outbox;
    private final RefusedCallErasure refusedCalls;
    private final DeletionStore store;
    private final Event<DeletionRequested> requested;

    DeletionIntake(
            RegisteredWarehouses warehouses,
            EventLog log,
            UserSearch users,
            IdentityOutbox outbox,
            RefusedCallErasure refusedCalls,
            DeletionStore store,
            Event<DeletionRequested> requested) {
        this.warehouses = warehouses;
        this.log = log;
        this.users = users;
        this.outbox = outbox;
        this.refusedCalls = refusedCalls;
        this.store = store;
        this.requested = requested;
    }

    DeletionRecord take(String environment, RequestedUser user) {
        var names = warehouses.of(environment);
        outbox.drain(environment);
        refusedCalls.erase(environment, List.of(user.key()));
        var found = users.find(environment, user);
        refusedCalls.erase(
                environment, found.accounts().stream().map(Account::user).toList());
        outbox.drain(environment);
        long logPosition = log.head(environment);
        var deletion = store.begin(environment, found, logPosition, names);
        requested.fireAsync(new DeletionRequested(deletion.id));
        return deletion;
    }
}
