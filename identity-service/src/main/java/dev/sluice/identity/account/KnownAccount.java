package dev.sluice.identity.account;

import java.time.Instant;

/** An account as it stands. */
record KnownAccount(AccountKey key, long userId, Instant firstSeen) {}
