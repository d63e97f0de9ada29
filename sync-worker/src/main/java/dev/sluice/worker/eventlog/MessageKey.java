package dev.sluice.worker.eventlog;

import java.util.UUID;

/**
 * The event id of a message, a 63-bit hash, with a wider hash that tells two messages apart when their ids collide. Where
 * the message id carries a time, that is the event id's upper part: what comes together stands together in an index.
 * Ordered by event id, the order in which every writer takes its row locks.
 */
record MessageKey(String environment, long eventId, UUID hash) implements Comparable<MessageKey> {

    /** The time in an event id counts 1,024 milliseconds, and begins anew after 198 days: it is for the order only. */
    private static final int TIME_UNIT_BITS = 10;

    private static final int HASH_BITS = 39;
    private static final long HASH_MASK = (1L << HASH_BITS) - 1;

    /**
     * @param salt 0, or the next for a message whose event id another has
     * @param orderedFrom messages made before have no time in their event ids, in milliseconds since 1970
     */
    static MessageKey of(MessageId id, int salt, long orderedFrom) {
        long eventId = id.hash(salt).first() & Long.MAX_VALUE;
        var made = id.made();
        return new MessageKey(
                id.environment(),
                made.isPresent() && made.getAsLong() >= orderedFrom ? ordered(made.getAsLong(), eventId) : eventId,
                new UUID(id.hash().second(), id.hash().third()));
    }

    private static long ordered(long made, long eventId) {
        return (made >> TIME_UNIT_BITS << HASH_BITS | eventId & HASH_MASK) & Long.MAX_VALUE;
    }

    @Override
    public int compareTo(MessageKey other) {
        return Long.compare(eventId, other.eventId);
    }
}
