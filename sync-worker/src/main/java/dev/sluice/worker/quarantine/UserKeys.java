package dev.sluice.worker.quarantine;

/** How the quarantine notes whom a call names. */
public final class UserKeys {

    private UserKeys() {}

    public static String anonymous(String anonymousId) {
        return "anonymous:" + anonymousId;
    }

    public static String identity(String identity) {
        return "identity:" + identity;
    }
}
