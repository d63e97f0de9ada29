package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.naming.IdentifierLimit;
import dev.sluice.definitions.v1.Warehouse;

/** How long the names of tables and columns may be in each engine. */
final class IdentifierLimits {

    private IdentifierLimits() {}

    static IdentifierLimit of(Warehouse warehouse) {
        return switch (warehouse.getTargetCase()) {
            case DUCKDB, SNOWFLAKE -> new IdentifierLimit(255);
            case POSTGRES -> new IdentifierLimit(63);
            case TARGET_NOT_SET -> throw new IllegalArgumentException("a warehouse has a target");
        };
    }
}
