package dev.sluice.worker.quarantine;

/** Texts of clients in a form that PostgreSQL can hold: it has neither NUL nor halves of surrogate pairs. */
final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static String of(String text) {
        return text.codePoints()
                .map(each -> isUnstorable(each) ? REPLACEMENT : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same JSON: what cannot be stored stands in its texts only, where it can be escaped. */
    static String ofJson(String json) {
        if (json.codePoints().noneMatch(StorableText::isUnstorable)) {
            return json;
        }
        var escaped = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(each -> {
            if (isUnstorable(each)) {
                escaped.append("\\u%04x".formatted(each));
            } else {
                escaped.appendCodePoint(each);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnstorable(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
