package dev.sluice.identity.call;

import java.time.Instant;

/** When a call was made and its idempotency key; together they order calls that disagree. */
record Stamp(Instant time, String callId) {}
