package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.regex.Pattern;

/** The rule for the name of a worker's secret: it can be put behind a prefix or a directory, and lead nowhere else. */
final class SecretName {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private static final String RULE = "1 to 63 characters of a-z 0-9 _ - that begin with a letter or digit";

    private SecretName() {}

    /** A refused name is not repeated in the message: it may be the password itself. */
    static String checkOptional(String field, String name) {
        if (!name.isEmpty() && !ALLOWED.matcher(name).matches()) {
            throw new Failure.Invalid(field, "must be empty, or " + RULE);
        }
        return name;
    }

    static String check(String field, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new Failure.Invalid(field, "must be " + RULE);
        }
        return name;
    }
}
