package dev.sluice.identity.ledger;

import java.util.Locale;

/** The kinds of calls that merge users. */
enum MergeKind {
    IDENTIFY,
    ALIAS;

    /** As the ledger has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MergeKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
