package dev.sluice.identity.link;

import java.time.Instant;

/** The UTC day, named by its start, on which calls gave an identity users. */
record GainDay(long toUserId, Instant day) {}
