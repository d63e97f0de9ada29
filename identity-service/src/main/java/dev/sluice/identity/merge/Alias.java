package dev.sluice.identity.merge;

import java.time.Instant;

/** One call that asked for an identity's user to become another's. */
public record Alias(long from, long to, Instant time, String callId) {}
