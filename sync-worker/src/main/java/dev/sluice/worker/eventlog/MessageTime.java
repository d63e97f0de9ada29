package dev.sluice.worker.eventlog;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * When a message id was made, in milliseconds since 1970, where it is of a form that says so: {@code
 * node-next-1795854747123-…} and {@code ajs-next-1795854747123-…} of Segment's libraries for Node and browsers, {@code
 * 1795854747123-…} of Sluice's own, and UUIDs of version 7. Digits anywhere else may mean anything.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID version 7</a>
 */
final class MessageTime {

    private static final Pattern MILLIS = Pattern.compile("(?:[a-z]+-next-)?([0-9]{13})-");
    private static final Pattern UUID_7 =
            Pattern.compile("([0-9a-fA-F]{8})-([0-9a-fA-F]{4})-7[0-9a-fA-F]{3}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private MessageTime() {}

    static OptionalLong of(String messageId) {
        var millis = MILLIS.matcher(messageId);
        if (millis.lookingAt()) {
            return OptionalLong.of(Long.parseLong(millis.group(1)));
        }
        var uuid = UUID_7.matcher(messageId);
        return uuid.matches()
                ? OptionalLong.of(HexFormat.fromHexDigitsToLong(uuid.group(1) + uuid.group(2)))
                : OptionalLong.empty();
    }
}
