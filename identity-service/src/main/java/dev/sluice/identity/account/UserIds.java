package dev.sluice.identity.account;

import dev.sluice.identity.hash.Sha256;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Gives each key its 53-bit user id: a number that is already one is itself, any other key is hashed. */
final class UserIds {

    static final long GREATEST = (1L << 53) - 1;

    private static final int BITS_OVER_53 = 11;
    private static final Pattern CANONICAL = Pattern.compile("0|[1-9][0-9]{0,15}");

    private UserIds() {}

    /** @param salt how many ids of this key were found taken by other keys */
    static long candidate(String environment, AccountKey key, int salt) {
        var own = ownNumber(key);
        return salt == 0 && own.isPresent() ? own.getAsLong() : hash(environment, key, salt);
    }

    static OptionalLong ownNumber(AccountKey key) {
        if (key.kind() != AccountKind.ANONYMOUS || !CANONICAL.matcher(key.key()).matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(key.key());
        return number <= GREATEST ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Keys hold no NUL, so it parts them without doubt. */
    private static long hash(String environment, AccountKey key, int salt) {
        var text = String.join("\0", environment, key.kind().word(), key.key(), Integer.toString(salt));
        return Sha256.of(text).getLong() >>> BITS_OVER_53;
    }
}
