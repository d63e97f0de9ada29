package dev.sluice.worker.eventlog;

import java.util.Locale;

/**
 * Who a raw event is of, exactly as the call said; identity-service alone turns this into a user id.
 *
 * @param deviceKey tells visits on different devices apart
 * @param knownIdentity the identity the call carried, or null
 * @param sessionKey the session id the call brought, or null
 */
public record Actor(UserKind userKind, String userKey, String deviceKey, String knownIdentity, String sessionKey) {

    private static final String IDENTITY_DEVICE = "identity:";
    private static final String ANONYMOUS_DEVICE = "anonymous:";

    /** The user is the identity where the call carries one, otherwise the anonymous id; one of them is not null. */
    public static Actor of(String anonymousId, String identity, String sessionKey) {
        return new Actor(
                identity == null ? UserKind.ANONYMOUS : UserKind.IDENTITY,
                identity == null ? anonymousId : identity,
                deviceKey(anonymousId, identity),
                identity,
                sessionKey);
    }

    // An anonymous id is taken as it is, unless it begins like one of the two prefixes: then it could clash.
    private static String deviceKey(String anonymousId, String identity) {
        if (anonymousId == null) {
            return IDENTITY_DEVICE + identity;
        }
        var clashes = anonymousId.startsWith(IDENTITY_DEVICE) || anonymousId.startsWith(ANONYMOUS_DEVICE);
        return clashes ? ANONYMOUS_DEVICE + anonymousId : anonymousId;
    }

    /** How a user is named. */
    public enum UserKind {
        ANONYMOUS,
        IDENTITY;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** As the event log's column {@code user_kind} has it. */
        public String text() {
            return text;
        }

        public static UserKind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
