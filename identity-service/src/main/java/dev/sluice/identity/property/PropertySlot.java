package dev.sluice.identity.property;

import java.util.Locale;

/** The two things that are kept per account and key, each with its own idea of which of two calls counts. */
enum PropertySlot {
    /** What the latest call that set or unset the key says. */
    LATEST,
    /** What the earliest call that set the key once says; it holds where the other slot is empty. */
    FIRST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
