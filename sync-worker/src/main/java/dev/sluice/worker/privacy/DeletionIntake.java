package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Takes privacy requests in: once it returns, a deletion is durable and will be seen through. */
@ApplicationScoped
class DeletionIntake {

    private final RegisteredWarehouses warehouses;
    private final EventLog log;
    private final UserSearch users;
    private final DeletionStore store;
    private final Event<DeletionRequested> requested;

    DeletionIntake(
            RegisteredWarehouses warehouses,
            EventLog log,
            UserSearch users,
            DeletionStore store,
            Event<DeletionRequested> requested) {
        this.warehouses = warehouses;
        this.log = log;
        this.users = users;
        this.store = store;
        this.requested = requested;
    }

    DeletionRecord take(String environment, RequestedUser user) {
        var names = warehouses.of(environment);
        long logPosition = log.head(environment);
        var deletion = store.begin(environment, users.find(environment, user), logPosition, names);
        requested.fireAsync(new DeletionRequested(deletion.id));
        return deletion;
    }
}
