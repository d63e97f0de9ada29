package dev.sluice.local.law;

/**
 * Something that is known of a user.
 *
 * @param value null when it is known to be absent
 * @param since the minute from which it holds; what was before is not known
 */
record Known(String value, int since) {}
