package dev.sluice.access;

/**
 * Who makes a call.
 *
 * @param name of the token
 */
record Caller(String name, Role role) {

    /** Where no tokens are set, anybody may do everything. */
    static final Caller ANYBODY = new Caller("anybody", Role.OPERATOR);
}
