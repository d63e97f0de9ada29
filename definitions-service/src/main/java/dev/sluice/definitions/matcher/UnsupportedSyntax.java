package dev.sluice.definitions.matcher;

/** Calls what the grammar leaves out by the name under which people know it. */
final class UnsupportedSyntax {

    private UnsupportedSyntax() {}

    static String name(int letter, int next) {
        return switch (letter) {
            case -1 -> "an unexpected end";
            case ':' -> next == ':' ? "a pseudo-element (::)" : "a pseudo-class (:)";
            case '+' -> "the next-sibling combinator (+)";
            case '~' -> "the subsequent-sibling combinator (~)";
            case '|' -> "a namespace (|)";
            case '/' -> "a comment (/)";
            case '&' -> "the nesting selector (&)";
            default -> "an unexpected " + shown(letter);
        };
    }

    static String inAttribute(int letter, int next) {
        return next == '=' && "~|^$*!".indexOf(letter) >= 0
                ? "the attribute operator " + (char) letter + "="
                : CssLetters.isNameStart(letter) ? "an attribute flag" : name(letter, next);
    }

    private static String shown(int letter) {
        return Character.isISOControl(letter)
                ? String.format("control character U+%04X", letter)
                : "\"" + Character.toString(letter) + "\"";
    }
}
