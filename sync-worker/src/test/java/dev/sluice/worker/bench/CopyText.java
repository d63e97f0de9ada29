package dev.sluice.worker.bench;

import java.nio.charset.StandardCharsets;

/**
 * Rows in the text format of PostgreSQL's COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, file formats</a>
 */
final class CopyText {

    private static final String NULL = "\\N";

    private final StringBuilder text = new StringBuilder(4096);
    private boolean firstInRow = true;

    /** A value by its {@code toString}, which is PostgreSQL's own notation for numbers, dates and instants. */
    CopyText value(Object value) {
        separate();
        if (value == null) {
            text.append(NULL);
        } else {
            escape(value.toString());
        }
        return this;
    }

    CopyText endRow() {
        text.append('\n');
        firstInRow = true;
        return this;
    }

    private void separate() {
        if (!firstInRow) {
            text.append('\t');
        }
        firstInRow = false;
    }

    /** How much is gathered by now, in characters. */
    int length() {
        return text.length();
    }

    byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Begins anew. */
    void clear() {
        text.setLength(0);
        firstInRow = true;
    }

    /** Nearly all values have nothing to escape. */
    private void escape(String value) {
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            var escaped = escape(value.charAt(i));
            if (escaped != null) {
                text.append(value, plain, i).append(escaped);
                plain = i + 1;
            }
        }
        text.append(value, plain, value.length());
    }

    /** Null for a character that stands for itself. */
    private static String escape(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }
}
