package dev.sluice.worker.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    static MessageKey of(NewMessage message, int salt, long orderedFrom) {
        var hash = ByteBuffer.wrap(digest(message.environment(), message.messageId(), 0));
        var salted = salt == 0 ? hash : ByteBuffer.wrap(digest(message.environment(), message.messageId(), salt));
        long eventId = salted.getLong(0) & Long.MAX_VALUE;
        var made = MessageTime.of(message.messageId());
        return new MessageKey(
                message.environment(),
                made.isPresent() && made.getAsLong() >= orderedFrom ? ordered(made.getAsLong(), eventId) : eventId,
                new UUID(hash.getLong(Long.BYTES), hash.getLong(2 * Long.BYTES)));
    }

    private static long ordered(long made, long eventId) {
        return (made >> TIME_UNIT_BITS << HASH_BITS | eventId & HASH_MASK) & Long.MAX_VALUE;
    }

    @Override
    public int compareTo(MessageKey other) {
        return Long.compare(eventId, other.eventId);
    }

    private static byte[] digest(String environment, String messageId, int salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(environment.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(messageId.getBytes(StandardCharsets.UTF_8));
            if (salt > 0) {
                digest.update((byte) 0);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, salt));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
