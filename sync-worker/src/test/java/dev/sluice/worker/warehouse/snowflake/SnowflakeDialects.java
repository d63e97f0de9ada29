package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Dialect;

/** Hands the engine's dialect to tests of the planner. */
public final class SnowflakeDialects {

    private SnowflakeDialects() {}

    public static Dialect snowflake() {
        return new SnowflakeDialect();
    }
}
