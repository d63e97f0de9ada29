package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.Actor.UserKind;
import dev.sluice.worker.eventlog.LoggedUser;

/** Whom a privacy request names, and how. */
sealed interface RequestedUser {

    /** The key under which raw events would name them. */
    LoggedUser key();

    record ById(long userId) implements RequestedUser {
        @Override
        public LoggedUser key() {
            return new LoggedUser(UserKind.ANONYMOUS, Long.toString(userId));
        }
    }

    record ByKey(LoggedUser key) implements RequestedUser {}
}
