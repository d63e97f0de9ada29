package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a role, a virtual warehouse or a database. It is given as in SQL: folded to upper case, unless it stands in
 * double quotes.
 *
 * @param exact as Snowflake keeps it
 * @see <a href="https://docs.snowflake.com/en/sql-reference/identifiers-syntax">identifiers</a>
 */
record SnowflakeName(String exact) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern FOLDED = Pattern.compile("[A-Z_][A-Z0-9_$]*");
    private static final Pattern QUOTED = Pattern.compile("\"(?<name>(?:[^\"\\p{Cntrl}]|\"\")+)\"");
    private static final int LONGEST = 255;

    static SnowflakeName parse(String field, String given) {
        var exact = exact(given);
        if (exact.isEmpty() || exact.codePointCount(0, exact.length()) > LONGEST) {
            throw new Failure.Invalid(
                    field,
                    "must be a name of 1 to 255 characters: letters, digits, _ and $ with no digit or $ first, which"
                            + " is folded to upper case, or anything in double quotes");
        }
        return new SnowflakeName(exact);
    }

    /** Empty where it is no name. */
    private static String exact(String given) {
        var quoted = QUOTED.matcher(given);
        if (quoted.matches()) {
            return quoted.group("name").replace("\"\"", "\"");
        }
        return PLAIN.matcher(given).matches() ? given.toUpperCase(Locale.ROOT) : "";
    }

    /** As in SQL, with quotes only where they are needed. */
    String shown() {
        return FOLDED.matcher(exact).matches() ? exact : '"' + exact.replace("\"", "\"\"") + '"';
    }
}
