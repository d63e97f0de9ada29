package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The rule for a DuckDB file's path: one spelling for each file, so that two warehouses never share one unseen. */
final class DuckDbPath {

    private static final TextRule TEXT = TextRule.name(1_024);
    private static final Set<String> NOT_PLAIN = Set.of("", ".", "..");

    /** What sync-worker and DuckDB put behind the name of a warehouse's file. */
    private static final List<String> WORKING_FILES = List.of(".working", ".copying", ".wal");

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
        if (WORKING_FILES.stream().anyMatch(path::endsWith)) {
            throw new Failure.Invalid(field, "must not end like the files that runs work on: " + WORKING_FILES);
        }
        return path;
    }
}
