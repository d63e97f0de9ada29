package dev.sluice.worker.privacy;

import java.util.Set;
import java.util.UUID;

/**
 * A user whom a warehouse is to show no longer.
 *
 * @param logPosition raw events after it are of a new user
 * @param userIds every id under which raw events have landed
 */
public record DeletedUser(UUID deletion, long logPosition, Set<Long> userIds) {

    public DeletedUser {
        userIds = Set.copyOf(userIds);
    }
}
