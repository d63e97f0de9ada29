package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.regex.Pattern;

/** The rule for an environment's name where it becomes the name of schemas that environments share a database with. */
final class SnowflakeSchemas {

    /** The longest of what a run puts behind it. */
    private static final String PLANNING = "_PLANNING_12345678";

    private static final int LONGEST = 255 - PLANNING.length();

    /** Beside its own schema an environment has that of its raw events, and some that runs make and drop. */
    private static final Pattern INNER = Pattern.compile(".*_(?:raw|(?:raw|staging|planned|planning)_[0-9a-f]{8})");

    private SnowflakeSchemas() {}

    static void check(String field, String environment) {
        if (environment.length() > LONGEST) {
            throw new Failure.Invalid(field, "must be at most " + LONGEST + " characters for a Snowflake warehouse");
        }
        if (INNER.matcher(environment).matches()) {
            throw new Failure.Invalid(
                    field,
                    "must not end in _raw, nor in _raw_, _staging_, _planned_ or _planning_ and eight hexadecimal"
                            + " digits, for a Snowflake warehouse: so end the inner schemas of environments");
        }
    }
}
