package dev.sluice.worker.eventlog;

/** A user as raw events name them. */
public record LoggedUser(Actor.UserKind kind, String key) {

    public static LoggedUser of(Actor actor) {
        return new LoggedUser(actor.userKind(), actor.userKey());
    }
}
