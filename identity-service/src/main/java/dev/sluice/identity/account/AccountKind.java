package dev.sluice.identity.account;

import java.util.Locale;

/** The two ways a call can name a user. */
public enum AccountKind {
    ANONYMOUS,
    IDENTITY;

    /** As the tables and the hash write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static AccountKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
