package dev.sluice.local.law;

import java.util.Locale;
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

    Call withId(String id);

    /** In a few words of a story. */
    String tell();

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

        @Override
        public Occurrence withId(String id) {
            return new Occurrence(id, minute, device, identity, kind, path, source, properties);
        }

        @Override
        public String tell() {
            return "%s %s %s by %s%s%s"
                    .formatted(
                            heading(this),
                            kind.name().toLowerCase(Locale.ROOT),
                            path,
                            who(device, identity),
                            source == null ? "" : " from " + source,
                            properties.isEmpty() ? "" : " " + properties);
        }
    }

    record Identify(String id, int minute, Long device, String identity) implements Call {

        @Override
        public Identify withId(String id) {
            return new Identify(id, minute, device, identity);
        }

        @Override
        public String tell() {
            return "%s %d is identified as %s".formatted(heading(this), device, identity);
        }
    }

    record Alias(String id, int minute, String from, String to) implements Call {

        @Override
        public Alias withId(String id) {
            return new Alias(id, minute, from, to);
        }

        @Override
        public String tell() {
            return "%s %s becomes %s".formatted(heading(this), from, to);
        }
    }

    /** A call whose merge somebody has undone: it tells that its users were seen, and no more. */
    record Undone(Call call) implements Call {

        @Override
        public String id() {
            return call.id();
        }

        @Override
        public int minute() {
            return call.minute();
        }

        @Override
        public Undone withId(String id) {
            return new Undone(call.withId(id));
        }

        @Override
        public String tell() {
            return call.tell() + ", which is undone";
        }
    }

    /**
     * @param device null where the identity is given, and the other way round
     * @param values of which only the keys count where they are unset
     */
    record Properties(String id, int minute, Long device, String identity, Way way, Map<String, Object> values)
            implements Call {

        String userKey() {
            return identity == null ? device.toString() : identity;
        }

        @Override
        public Properties withId(String id) {
            return new Properties(id, minute, device, identity, way, values);
        }

        @Override
        public String tell() {
            return switch (way) {
                case SET -> "%s %s has %s".formatted(heading(this), who(device, identity), values);
                case UNSET -> "%s %s has no %s".formatted(heading(this), who(device, identity), values.keySet());
                case SET_ONCE -> "%s %s has at first %s".formatted(heading(this), who(device, identity), values);
            };
        }
    }

    enum Way {
        SET,
        UNSET,
        SET_ONCE
    }

    enum Kind {
        PAGEVIEW,
        CLICK,
        ORDER
    }

    private static String heading(Call call) {
        return "%s @%d".formatted(call.id(), call.minute());
    }

    private static String who(Long device, String identity) {
        if (device == null) {
            return identity;
        }
        return identity == null ? device.toString() : device + " as " + identity;
    }
}
