package dev.sluice.worker.eventlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * What tells the messages of an environment apart, as it came.
 *
 * @param hash of both, of 256 bits
 * @param made when it was made, in milliseconds since 1970, where it says so
 */
record MessageId(String environment, String text, Hash hash, OptionalLong made) {

    static MessageId of(String environment, String text) {
        return new MessageId(environment, text, hash(environment, text, 0), MessageTime.of(text));
    }

    /** @param salt 0, or the next for another hash */
    Hash hash(int salt) {
        return salt == 0 ? hash : hash(environment, text, salt);
    }

    private static Hash hash(String environment, String text, int salt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(environment.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            if (salt > 0) {
                digest.update((byte) 0);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, salt));
            }
            return Hash.of(ByteBuffer.wrap(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first 192 bits of it. */
    record Hash(long first, long second, long third) {

        private static Hash of(ByteBuffer digest) {
            return new Hash(digest.getLong(), digest.getLong(), digest.getLong());
        }
    }
}
