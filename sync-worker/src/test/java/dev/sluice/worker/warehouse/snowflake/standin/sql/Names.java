package dev.sluice.worker.warehouse.snowflake.standin.sql;

/**
 * How Snowflake's names are written in DuckDB, which takes no notice of case: a small letter becomes {@code ~} and the
 * capital one, so that {@code "Plan"} and {@code PLAN} are two names and every name can be read back.
 */
public final class Names {

    private Names() {}

    public static String encode(String name) {
        var encoded = new StringBuilder(name.length());
        for (char sign : name.toCharArray()) {
            if (sign == '~') {
                encoded.append("~~");
            } else if (sign >= 'a' && sign <= 'z') {
                encoded.append('~').append((char) (sign - 'a' + 'A'));
            } else {
                encoded.append(sign);
            }
        }
        return encoded.toString();
    }

    public static String decode(String encoded) {
        var name = new StringBuilder(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char sign = encoded.charAt(at);
            if (sign != '~' || at + 1 == encoded.length()) {
                name.append(sign);
            } else {
                char letter = encoded.charAt(++at);
                name.append(letter == '~' ? '~' : (char) (letter - 'A' + 'a'));
            }
        }
        return name.toString();
    }

    /** The name in quotes, for DuckDB. */
    public static String quote(String name) {
        return '"' + encode(name).replace("\"", "\"\"") + '"';
    }

    /** A text as DuckDB's literal; it keeps no zero character in a statement. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\0') < 0 ? quoted : "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }
}
