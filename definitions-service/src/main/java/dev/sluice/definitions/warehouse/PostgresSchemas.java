package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;

/** The rule for an environment's name where it becomes the name of schemas that environments share a database with. */
final class PostgresSchemas {

    /** The schema of raw events stands beside the environment's own. */
    private static final String RAW = "_raw";

    /** PostgreSQL cuts longer names off in silence, which would make one schema of the two. */
    private static final int LONGEST = 63 - RAW.length();

    private PostgresSchemas() {}

    static void check(String field, String environment) {
        if (environment.length() > LONGEST) {
            throw new Failure.Invalid(field, "must be at most " + LONGEST + " characters for a PostgreSQL warehouse");
        }
        if (environment.endsWith(RAW)) {
            throw new Failure.Invalid(
                    field, "must not end in " + RAW + " for a PostgreSQL warehouse: so end the schemas of raw events");
        }
    }
}
