package dev.sluice.worker.landing;

/**
 * What changed of users since a warehouse was shown them.
 *
 * @param changes all of them
 * @param migrations those of them that make one user of two, or two of one
 */
public record PendingUsers(long changes, long migrations) {}
