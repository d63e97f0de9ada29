package dev.sluice.worker.capture.call;

import com.google.common.base.CharMatcher;

/** What any text of a call must be, so that PostgreSQL, JSON and every warehouse can hold it. */
public final class TextRules {

    /** Nearly no text has one of these; those that have one are looked at again. */
    private static final CharMatcher SUSPICIOUS = CharMatcher.is('\0')
            .or(CharMatcher.inRange(Character.MIN_SURROGATE, Character.MAX_SURROGATE))
            .precomputed();

    private TextRules() {}

    /** Refuses a text that is longer or not Unicode; null passes. */
    static void atMost(String field, String text, int most) {
        if (text == null) {
            return;
        }
        if (isLonger(text, most)) {
            throw new CallRefused(field, "be at most %,d characters".formatted(most));
        }
        if (SUSPICIOUS.matchesAnyOf(text) && text.codePoints().anyMatch(TextRules::isUnstorable)) {
            throw new CallRefused(field, "not contain NUL or half a surrogate pair");
        }
    }

    static void between(String field, String text, int most) {
        if (text == null || text.isEmpty() || isLonger(text, most)) {
            throw new CallRefused(field, "be 1 to %,d characters".formatted(most));
        }
        atMost(field, text, most);
    }

    /** A key of people, sessions or messages: visible text; null passes. */
    static void key(String field, String text, int most) {
        if (text == null) {
            return;
        }
        between(field, text, most);
        if (text.isBlank() || CharMatcher.javaIsoControl().matchesAnyOf(text)) {
            throw new CallRefused(field, "not be blank or contain control characters");
        }
    }

    /** The beginning of a text that may be longer; null of null. @param most characters that are kept */
    public static String cut(String text, int most) {
        return text == null || !isLonger(text, most) ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static boolean isLonger(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
