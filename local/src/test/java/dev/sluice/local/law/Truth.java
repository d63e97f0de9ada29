package dev.sluice.local.law;

import java.util.Comparator;
import java.util.stream.Stream;

/** Kleene's three truths, from the least to the greatest: all of some is the least of them, any of them the greatest. */
enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    static Truth allOf(Stream<Truth> parts) {
        return parts.min(Comparator.naturalOrder()).orElseThrow();
    }

    static Truth anyOf(Stream<Truth> parts) {
        return parts.max(Comparator.naturalOrder()).orElseThrow();
    }

    Truth not() {
        return switch (this) {
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
            case TRUE -> FALSE;
        };
    }
}
