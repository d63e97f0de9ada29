package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.naming.IdentifierLimit;
import dev.sluice.definitions.v1.Warehouse;
import java.util.Set;

/** What each engine makes of the pinned names of tables and columns. */
record EngineNames(IdentifierLimit limit, Set<String> systemColumns) {

    /**
     * Every table has these, and no other column may be called so.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">system columns</a>
     */
    private static final Set<String> POSTGRES_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    static EngineNames of(Warehouse warehouse) {
        return switch (warehouse.getTargetCase()) {
            case DUCKDB, SNOWFLAKE -> new EngineNames(new IdentifierLimit(255), Set.of());
            // The limit is of bytes, which are the characters of a pinned name.
            case POSTGRES -> new EngineNames(new IdentifierLimit(63), POSTGRES_COLUMNS);
            case TARGET_NOT_SET -> throw new IllegalArgumentException("a warehouse has a target");
        };
    }

    String table(String pinned) {
        return limit.cut(pinned);
    }

    /** Cannot meet another name: none is pinned with _ before a letter but for a built-in column or a hash of six. */
    String column(String pinned) {
        return systemColumns.contains(pinned) ? "_" + pinned : limit.cut(pinned);
    }
}
