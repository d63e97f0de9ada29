package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/** A format of times, as a text in a statement, in the signs of DuckDB's {@code strftime}. */
final class TimeFormat {

    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("YYYY", "%Y");
        PARTS.put("MM", "%m");
        PARTS.put("DD", "%d");
        PARTS.put("HH24", "%H");
        PARTS.put("MI", "%M");
        PARTS.put("SS", "%S");
        PARTS.put("FF3", "%g");
        PARTS.put("FF6", "%f");
    }

    private TimeFormat() {}

    static String duckDb(String literal) {
        if (!literal.startsWith("'")) {
            throw SnowflakeError.unsupported("a format that is not a literal");
        }
        String format = literal.substring(1, literal.length() - 1);
        var translated = new StringBuilder("'");
        for (int at = 0; at < format.length(); ) {
            String part = partAt(format, at);
            translated.append(PARTS.getOrDefault(part, part.replace("\"", "")));
            at += part.length();
        }
        return translated.append("'").toString();
    }

    private static String partAt(String format, int at) {
        for (String part : PARTS.keySet()) {
            if (format.startsWith(part, at)) {
                return part;
            }
        }
        char sign = format.charAt(at);
        if (sign == '"') {
            return format.substring(at, format.indexOf('"', at + 1) + 1);
        }
        if (Character.isLetterOrDigit(sign) || sign == '%' || sign == '\'') {
            throw SnowflakeError.unsupported("the format '%s'".formatted(format));
        }
        return String.valueOf(sign);
    }
}
