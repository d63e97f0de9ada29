package dev.sluice.worker.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The event id of a message, a 63-bit hash, with a wider hash that tells two messages apart when their ids collide.
 * Ordered by event id, the order in which every writer takes its row locks.
 */
record MessageKey(String environment, long eventId, UUID hash) implements Comparable<MessageKey> {

    static MessageKey of(NewMessage message, int salt) {
        var hash = ByteBuffer.wrap(digest(message.environment(), message.messageId(), 0));
        var salted = salt == 0 ? hash : ByteBuffer.wrap(digest(message.environment(), message.messageId(), salt));
        return new MessageKey(
                message.environment(),
                salted.getLong(0) & Long.MAX_VALUE,
                new UUID(hash.getLong(Long.BYTES), hash.getLong(2 * Long.BYTES)));
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
