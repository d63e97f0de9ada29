package dev.sluice.identity.ledger;

/** The two accounts that a call of the ledger says are one. */
record Pair(MergeKind kind, long userId, long toUserId) {}
