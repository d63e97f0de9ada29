package dev.sluice.identity.call;

import java.util.Locale;

/**
 * What became of a call.
 *
 * @param userId the user that stands for the call's identity now, after all migrations
 */
record Answer(Outcome outcome, long userId) {

    /** How a call that passed the checks fared. */
    enum Outcome {
        ACCEPTED,
        /** Another call with a smaller stamp says otherwise. */
        CONFLICT,
        /** The identity gained too many anonymous users that day; it waits for review. */
        HELD,
        /** Merges between its two accounts are undone. */
        UNDONE,
        /** It had been taken before. */
        REPEATED;

        /** @param word as the ledger has it */
        static Outcome of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
