package dev.sluice.definitions.naming;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Six characters that tell apart names which look alike once cleaned or cut. */
final class ShortHash {

    static final int LENGTH = 6;

    private static final BigInteger BASE = BigInteger.valueOf(36);

    private ShortHash() {}

    static String of(String original) {
        var hash = new StringBuilder(LENGTH);
        var rest = new BigInteger(1, sha256(original));
        for (int i = 0; i < LENGTH; i++) {
            var parts = rest.divideAndRemainder(BASE);
            hash.append(Character.forDigit(parts[1].intValue(), 36));
            rest = parts[0];
        }
        return hash.toString();
    }

    /** Another hash of the same text for each attempt; the first one is the plain hash. */
    static String of(String original, int attempt) {
        return of(attempt == 0 ? original : original + '\0' + attempt);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
