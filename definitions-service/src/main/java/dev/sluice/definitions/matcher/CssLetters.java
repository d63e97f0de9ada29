package dev.sluice.definitions.matcher;

/** The character classes of the <a href="https://www.w3.org/TR/css-syntax-3/#tokenization">CSS tokenizer</a>. */
final class CssLetters {

    private static final int REPLACEMENT = 0xFFFD;

    private CssLetters() {}

    static boolean isSpace(int letter) {
        return letter == ' ' || letter == '\t' || isNewline(letter);
    }

    static boolean isNewline(int letter) {
        return letter == '\n' || letter == '\r' || letter == '\f';
    }

    static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    static boolean isHex(int letter) {
        return isDigit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    }

    static boolean isNameStart(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter >= 0x80;
    }

    static boolean isName(int letter) {
        return isNameStart(letter) || isDigit(letter) || letter == '-';
    }

    /** NUL, halves of surrogate pairs and what is no code point are replaced, as browsers do. */
    static int validOrReplacement(int code) {
        boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code == 0 || surrogate || !Character.isValidCodePoint(code) ? REPLACEMENT : code;
    }
}
