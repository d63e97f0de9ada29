package dev.sluice.worker.eventlog;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * When a message id was made, in milliseconds since 1970, where the id says so: the libraries of Segment and Sluice's own
 * write it in decimal digits, and a UUID of version 7 begins with it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID version 7</a>
 */
final class MessageTime {

    /** From 2001 until 2286. */
    private static final int DIGITS = 13;

    private static final int UUID_LENGTH = 36;
    private static final int FIRST_DASH = 8;
    private static final int SECOND_DASH = 13;
    private static final int VERSION = 14;

    private MessageTime() {}

    static OptionalLong of(String messageId) {
        int digits = 0;
        for (int at = 0; at <= messageId.length(); at++) {
            if (at < messageId.length() && isDigit(messageId.charAt(at))) {
                digits++;
            } else if (digits == DIGITS) {
                return OptionalLong.of(Long.parseLong(messageId, at - DIGITS, at, 10));
            } else {
                digits = 0;
            }
        }
        return ofUuid(messageId);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static OptionalLong ofUuid(String messageId) {
        if (messageId.length() != UUID_LENGTH || messageId.charAt(VERSION) != '7' || !beginsLikeUuid(messageId)) {
            return OptionalLong.empty();
        }
        long high = HexFormat.fromHexDigitsToLong(messageId, 0, FIRST_DASH);
        long low = HexFormat.fromHexDigitsToLong(messageId, FIRST_DASH + 1, SECOND_DASH);
        return OptionalLong.of(high << Short.SIZE | low);
    }

    private static boolean beginsLikeUuid(String messageId) {
        return IntStream.rangeClosed(0, SECOND_DASH)
                .allMatch(at -> at == FIRST_DASH || at == SECOND_DASH
                        ? messageId.charAt(at) == '-'
                        : HexFormat.isHexDigit(messageId.charAt(at)));
    }
}
