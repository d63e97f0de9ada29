package dev.sluice.identity.property;

import java.time.Instant;

/** One value that a call gives an account. */
public record PropertyWrite(long userId, String key, StoredValue value, Instant time, String callId) {}
