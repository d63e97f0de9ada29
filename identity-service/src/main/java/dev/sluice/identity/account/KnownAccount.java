package dev.sluice.identity.account;

import java.time.Instant;
import java.util.Optional;

/** An account as it stands, and since when events show it. */
record KnownAccount(AccountKey key, long userId, Optional<Instant> firstEvent) {}
