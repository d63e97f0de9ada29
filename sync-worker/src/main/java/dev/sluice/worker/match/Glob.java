package dev.sluice.worker.match;

import com.google.re2j.Pattern;

/** Globs: {@code *} any run, {@code ?} one character, {@code \} takes the next literally. */
public final class Glob {

    private Glob() {}

    /** A pattern that finds exactly the values the glob matches as a whole. */
    public static Pattern compile(String glob) {
        var expression = new StringBuilder("\\A");
        for (int i = 0; i < glob.length(); ) {
            int character = glob.codePointAt(i);
            i += Character.charCount(character);
            if (character == '\\' && i < glob.length()) {
                int literal = glob.codePointAt(i);
                i += Character.charCount(literal);
                expression.append(Pattern.quote(Character.toString(literal)));
            } else {
                expression.append(translate(character));
            }
        }
        return Pattern.compile(expression.append("\\z").toString(), Pattern.DOTALL);
    }

    private static String translate(int character) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        };
    }
}
