package dev.sluice.worker.verify;

import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.tagging.Positions;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What should have landed in a warehouse; it is loaded into the staging tables that landing uses. */
public interface Sources {

    /** Raw events that arrived before are in the log no more, so nothing can be said of them. */
    Instant logBegins();

    /** Raw events of a stretch of the log. */
    void loadEvents(Warehouse warehouse, Positions stretch);

    /** Who is being deleted, so that the warehouse may still show what the sources do not have. */
    List<DeletedUser> deletedUsers();

    /** Users and migrations that have not changed since a position of the feeds. */
    void loadPeople(Warehouse warehouse, long until);

    /** The ids of users and migrations that have: what the warehouse shows of them cannot be told any more. */
    Collection<Long> changedSince(long position);
}
