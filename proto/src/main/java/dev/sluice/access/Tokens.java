package dev.sluice.access;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokens of the settings, by their hashes. A plain SHA-256 is enough: nobody can try all tokens of 32 random bytes,
 * which is what salting and stretching protect from.
 */
@Singleton
class Tokens {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final List<Known> known;

    Tokens(AccessConfig config) {
        known = config.tokens().entrySet().stream()
                .map(token -> known(token.getKey(), token.getValue()))
                .toList();
    }

    private record Known(byte[] hash, Caller bearer) {}

    boolean areSet() {
        return !known.isEmpty();
    }

    /** Takes the same time for every token that nobody has. */
    Optional<Caller> bearer(String token) {
        var hash = hash(token);
        return known.stream()
                .filter(each -> MessageDigest.isEqual(each.hash, hash))
                .map(Known::bearer)
                .findFirst();
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The message shows no hash, since somebody may have put the token itself there. */
    private static Known known(String name, AccessConfig.Token token) {
        if (!HASH.matcher(token.hash()).matches()) {
            throw new IllegalStateException("sluice.access.tokens." + name
                    + ".hash must be the SHA-256 of the token, as 64 hexadecimal digits");
        }
        return new Known(HexFormat.of().parseHex(token.hash()), new Caller(name, token.role()));
    }
}
