package dev.sluice.definitions.matcher;

/** Reads a selector character by character: white space, identifiers, strings and their escapes, as CSS has them. */
final class SelectorText {

    /** What {@link #peek} sees behind the last character; no selector can hold it. */
    private static final int END = -1;

    private final int[] letters;
    private int at;

    SelectorText(String text) {
        this.letters = text.codePoints().toArray();
    }

    boolean atEnd() {
        return at == letters.length;
    }

    int peek() {
        return peek(0);
    }

    boolean skip(char expected) {
        boolean found = peek() == expected;
        at += found ? 1 : 0;
        return found;
    }

    boolean skipSpace() {
        int from = at;
        while (CssLetters.isSpace(peek())) {
            at++;
        }
        return at > from;
    }

    boolean atIdentifier() {
        int first = peek() == '-' ? 1 : 0;
        return CssLetters.isNameStart(peek(first)) || isEscape(first) || (first == 1 && peek(1) == '-');
    }

    String identifier() throws SelectorSyntaxException {
        if (!atIdentifier()) {
            throw CssLetters.isDigit(peek())
                    ? new SelectorSyntaxException(
                            at, "a name that starts with a digit (write it as \\3" + (char) peek() + " )")
                    : unsupported();
        }
        return name();
    }

    /** Quoted, or a bare word; a bare word may start with a digit here, as people write it. */
    String attributeValue() throws SelectorSyntaxException {
        if (peek() == '"' || peek() == '\'') {
            return string();
        }
        var value = name();
        if (value.isEmpty()) {
            throw new SelectorSyntaxException(at, "a missing attribute value (quote it unless it is one word)");
        }
        return value;
    }

    SelectorSyntaxException unsupported() {
        return new SelectorSyntaxException(at, UnsupportedSyntax.name(peek(), peek(1)));
    }

    SelectorSyntaxException unsupportedInAttribute() {
        return new SelectorSyntaxException(at, UnsupportedSyntax.inAttribute(peek(), peek(1)));
    }

    /** Captured elements do not tell in which order their classes stood. */
    SelectorSyntaxException classesInAttribute() {
        return new SelectorSyntaxException(at, "several classes in one value (write each with a dot: .first.second)");
    }

    private String name() {
        var name = new StringBuilder();
        while (CssLetters.isName(peek()) || isEscape(0)) {
            name.appendCodePoint(peek() == '\\' ? escaped() : letters[at++]);
        }
        return name.toString();
    }

    private String string() throws SelectorSyntaxException {
        int opened = at;
        int quote = letters[at++];
        var value = new StringBuilder();
        while (peek() != quote) {
            if (atEnd() || CssLetters.isNewline(peek())) {
                throw new SelectorSyntaxException(opened, "a string that is not closed");
            }
            if (isEscape(0)) {
                value.appendCodePoint(escaped());
            } else if (peek() == '\\') {
                skipContinuation();
            } else {
                value.appendCodePoint(letters[at++]);
            }
        }
        at++;
        return value.toString();
    }

    /** A backslash before a line's end, or the text's, stands for nothing. */
    private void skipContinuation() {
        at++;
        if (peek() == '\r' && peek(1) == '\n') {
            at++;
        }
        at += atEnd() ? 0 : 1;
    }

    private boolean isEscape(int ahead) {
        return peek(ahead) == '\\' && peek(ahead + 1) != END && !CssLetters.isNewline(peek(ahead + 1));
    }

    /** Up to six hexadecimal digits and one white space, or any other character as it is. */
    private int escaped() {
        at++;
        if (!CssLetters.isHex(peek())) {
            return letters[at++];
        }
        int code = 0;
        for (int digits = 0; digits < 6 && CssLetters.isHex(peek()); digits++) {
            code = code * 16 + Character.digit(letters[at++], 16);
        }
        if (CssLetters.isSpace(peek())) {
            at += peek() == '\r' && peek(1) == '\n' ? 2 : 1;
        }
        return CssLetters.validOrReplacement(code);
    }

    private int peek(int ahead) {
        return at + ahead < letters.length ? letters[at + ahead] : END;
    }
}
