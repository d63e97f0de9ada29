package dev.sluice.identity.call;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;

/** Knows the identities that name nobody. */
@Singleton
final class Placeholders {

    private final Set<String> placeholders;

    Placeholders(CallConfig config) {
        placeholders = config.placeholders().stream().map(Placeholders::plain).collect(toUnmodifiableSet());
    }

    boolean contain(String identity) {
        var plain = plain(identity);
        return plain.isEmpty() || placeholders.contains(plain);
    }

    private static String plain(String identity) {
        return identity.strip().toLowerCase(Locale.ROOT);
    }
}
