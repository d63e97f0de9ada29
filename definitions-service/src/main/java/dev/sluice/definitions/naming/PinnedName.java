package dev.sluice.definitions.naming;

import java.util.function.Predicate;

/** Ends the making of a name: never empty, never one that is taken. */
final class PinnedName {

    private PinnedName() {}

    static String of(String wanted, String original, Predicate<String> taken) {
        if (!wanted.isEmpty() && !taken.test(wanted)) {
            return wanted;
        }
        int attempt = 0;
        var name = hashed(wanted, original, attempt);
        while (taken.test(name)) {
            attempt++;
            name = hashed(wanted, original, attempt);
        }
        return name;
    }

    private static String hashed(String wanted, String original, int attempt) {
        return wanted + "_" + ShortHash.of(original, attempt);
    }
}
