package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.naming.IdentifierLimit;
import dev.sluice.definitions.v1.Warehouse;
import java.util.Set;

/** What each engine makes of the pinned names of tables and columns. */
record EngineNames(IdentifierLimit limit, Set<String> reservedColumns) {

    /**
     * Every table has these, and no other column may be called so.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">system columns</a>
     */
    private static final Set<String> POSTGRES_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    /**
     * Words that Snowflake takes for no column, be it in a table or in an expression; elsewhere quotes would do, but who
     * left them out would read a constant.
     *
     * @see <a href="https://docs.snowflake.com/en/sql-reference/reserved-keywords">reserved and limited keywords</a>
     */
    private static final Set<String> SNOWFLAKE_COLUMNS = Set.of(
            "case",
            "cast",
            "constraint",
            "current_date",
            "current_time",
            "current_timestamp",
            "current_user",
            "false",
            "localtime",
            "localtimestamp",
            "true",
            "try_cast",
            "when");

    static EngineNames of(Warehouse warehouse) {
        return switch (warehouse.getTargetCase()) {
            case DUCKDB -> new EngineNames(new IdentifierLimit(255), Set.of());
            // The limit is of bytes, which are the characters of a pinned name.
            case POSTGRES -> new EngineNames(new IdentifierLimit(63), POSTGRES_COLUMNS);
            // Written in upper case there, which makes no two of them one.
            case SNOWFLAKE -> new EngineNames(new IdentifierLimit(255), SNOWFLAKE_COLUMNS);
            case TARGET_NOT_SET -> throw new IllegalArgumentException("a warehouse has a target");
        };
    }

    String table(String pinned) {
        return limit.cut(pinned);
    }

    /** Cannot meet another name: none is pinned with _ before a letter but for a built-in column or a hash of six. */
    String column(String pinned) {
        return reservedColumns.contains(pinned) ? "_" + pinned : limit.cut(pinned);
    }
}
