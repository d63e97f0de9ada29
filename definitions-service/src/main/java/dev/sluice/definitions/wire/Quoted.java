package dev.sluice.definitions.wire;

/** Shows a client's own text in a message, cut short: a status travels in headers, which are small. */
public final class Quoted {

    private static final int LONGEST = 100;

    private Quoted() {}

    public static String of(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return '"' + text + '"';
        }
        return '"' + text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…\"";
    }
}
