package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.LoggedUser;

/** One of a user's keys, and the id that raw events of this key land with. */
record Account(long userId, LoggedUser user) {}
