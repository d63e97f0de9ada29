package dev.sluice.identity.ledger;

/** What tells calls that merge users apart: calls of different kinds may share a call id. */
record MergeCallKey(MergeKind kind, String callId) {}
