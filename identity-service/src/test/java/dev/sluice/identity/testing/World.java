package dev.sluice.identity.testing;

import dev.sluice.identity.v1.User;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Who is who, as a reader of the feeds knows it. */
public record World(Map<Long, User> users, Set<Long> retired, Map<Long, Move> migrations) {

    /** Where a retired id went, and when. */
    public record Move(long toUserId, Instant time) {}
}
