package dev.sluice.identity.call;

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
        /** It had been taken before. */
        REPEATED
    }
}
