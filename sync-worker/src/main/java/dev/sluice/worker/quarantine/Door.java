package dev.sluice.worker.quarantine;

import java.util.Locale;

/** Where a refused call came from, which says how its body is to be read. */
public enum Door {
    SEGMENT,
    HEAP,
    GRPC,
    BROWSER,
    /** Taken by capture, but refused by identity-service when it was applied. */
    IDENTITY;

    /** As the column {@code door} has it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Door of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
