package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.util.Arrays;
import java.util.Set;

/** The rule for a DuckDB file's path: one spelling for each file, so that two warehouses never share one unseen. */
final class DuckDbPath {

    private static final TextRule TEXT = TextRule.name(1_024);
    private static final Set<String> NOT_PLAIN = Set.of("", ".", "..");

    private DuckDbPath() {}

    static String check(String field, String path) {
        TEXT.check(field, path);
        if (!path.startsWith("/")) {
            throw new Failure.Invalid(field, "must be absolute");
        }
        // The limit -1 keeps the empty part behind a slash at the end.
        if (Arrays.stream(path.substring(1).split("/", -1)).anyMatch(NOT_PLAIN::contains)) {
            throw new Failure.Invalid(field, "must name a file, without empty, . or .. parts");
        }
        return path;
    }
}
