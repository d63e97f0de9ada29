package dev.sluice.identity.call;

import java.util.Locale;

/** What a call asks for. Two calls of different kinds may share a call id: one message of a client can mean both. */
enum CallKind {
    IDENTIFY,
    ALIAS,
    ADD_USER_PROPERTIES;

    /** As the ledger and the metrics write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
