package dev.sluice.identity.call;

import java.time.Instant;

/**
 * When a call was made and its idempotency key; together they order calls that disagree.
 *
 * @param source where the call came from, which decides nothing; may be empty
 */
record Stamp(Instant time, String callId, String source) {}
