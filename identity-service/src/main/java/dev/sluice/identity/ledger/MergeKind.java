package dev.sluice.identity.ledger;

import dev.sluice.identity.account.AccountKind;
import java.util.Locale;

/** The kinds of calls that merge users. */
enum MergeKind {
    IDENTIFY,
    ALIAS;

    /** Anonymous users are identified, identities are aliased. */
    static MergeKind ofSubject(AccountKind kind) {
        return switch (kind) {
            case ANONYMOUS -> IDENTIFY;
            case IDENTITY -> ALIAS;
        };
    }

    /** As the ledger has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MergeKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
