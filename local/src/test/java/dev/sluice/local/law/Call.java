package dev.sluice.local.law;

import java.util.Map;

/**
 * A captured call of a random history, few values wide so that everything collides with everything.
 *
 * <p>Devices are numbers, which are their own user ids; identities are names.
 */
sealed interface Call {

    String id();

    /** Since the history began. */
    int minute();

    /** @param device null when only the identity is known, identity null when only the device is */
    record Occurrence(
            String id,
            int minute,
            Long device,
            String identity,
            Kind kind,
            String path,
            String source,
            Map<String, Object> properties)
            implements Call {

        String userKey() {
            return identity == null ? device.toString() : identity;
        }

        String deviceKey() {
            return device == null ? "identity:" + identity : device.toString();
        }

        /** Calls of a server bring no session id here, so they stand outside any session. */
        String library() {
            return device == null ? "server" : "web";
        }
    }

    record Identify(String id, int minute, Long device, String identity) implements Call {}

    record Alias(String id, int minute, String from, String to) implements Call {}

    /** @param device null where the identity is given, and the other way round */
    record Properties(String id, int minute, Long device, String identity, Map<String, Object> values) implements Call {

        String userKey() {
            return identity == null ? device.toString() : identity;
        }
    }

    enum Kind {
        PAGEVIEW,
        CLICK,
        ORDER
    }
}
