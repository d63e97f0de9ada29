package dev.sluice.worker.ancestry;

/**
 * Writes an ancestry as its canonical text, which is also a CSS selector of it: {@code
 * html>body.page>div#main[role="list"]>a.buy[href="/x"]}. Each element is its tag, {@code #id}, {@code .class} in
 * order, {@code [attribute="value"]} in order of names; elements are joined by {@code >} from the root to the target.
 * Names and values are escaped as CSS does, so equal ancestries have equal texts and {@link Ancestry#parse} gives the
 * ancestry back.
 *
 * @see <a href="https://drafts.csswg.org/cssom/#common-serializing-idioms">CSSOM, common serializing idioms</a>
 */
public final class AncestryText {

    private final StringBuilder text = new StringBuilder(256);

    private AncestryText() {}

    public static String of(Ancestry ancestry) {
        var writer = new AncestryText();
        ancestry.elements().forEach(writer::element);
        return writer.text.toString();
    }

    private void element(Element element) {
        if (!text.isEmpty()) {
            text.append('>');
        }
        name(element.tag());
        if (!element.id().isEmpty()) {
            text.append('#');
            name(element.id());
        }
        element.classes().forEach(each -> {
            text.append('.');
            name(each);
        });
        element.attributes().forEach((name, value) -> {
            text.append('[');
            name(name);
            text.append("=\"");
            value(value);
            text.append("\"]");
        });
    }

    private void name(String name) {
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (isControl(c) || isDigit(c) && (i == 0 || i == 1 && name.charAt(0) == '-')) {
                codePoint(c);
            } else if (isNameCharacter(c) && !(c == '-' && name.length() == 1)) {
                text.append(c);
            } else {
                text.append('\\').append(c);
            }
        }
    }

    private void value(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (isControl(c)) {
                codePoint(c);
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
    }

    // The space ends the digits; it belongs to the escape.
    private void codePoint(char c) {
        text.append('\\').append(Integer.toHexString(c)).append(' ');
    }

    static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '-' || c == '_' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isControl(char c) {
        return c < 0x20 || c == 0x7f;
    }
}
