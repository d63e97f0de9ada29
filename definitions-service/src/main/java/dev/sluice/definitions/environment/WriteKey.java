package dev.sluice.definitions.environment;

import dev.sluice.errors.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The secret by which SDKs name their environment; only its hash is stored. */
record WriteKey(String text) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static WriteKey givenOrRandom(String given) {
        if (given.isEmpty()) {
            return random();
        }
        if (!ALLOWED.matcher(given).matches()) {
            throw new Failure.Invalid("write_key", "must be 8 to 64 characters of A-Z a-z 0-9 _ -");
        }
        return new WriteKey(given);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "WriteKey[…]";
    }

    static WriteKey random() {
        return new WriteKey(RANDOM.ints(RANDOM_LENGTH, 0, LETTERS.length())
                .mapToObj(letter -> String.valueOf(LETTERS.charAt(letter)))
                .collect(Collectors.joining()));
    }
}
