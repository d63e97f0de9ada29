package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.regex.Pattern;

/** The rule for a warehouse's name. */
final class WarehouseName {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private WarehouseName() {}

    static boolean isPossible(String name) {
        return ALLOWED.matcher(name).matches();
    }

    static String check(String field, String name) {
        if (!isPossible(name)) {
            throw new Failure.Invalid(field, "must be 1 to 63 characters of A-Z a-z 0-9 _ -");
        }
        return name;
    }
}
