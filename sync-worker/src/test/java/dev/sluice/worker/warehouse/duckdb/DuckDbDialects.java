package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.Dialect;

/** Hands the engine's dialect to tests of the planner. */
public final class DuckDbDialects {

    private DuckDbDialects() {}

    public static Dialect duckDb() {
        return new DuckDbDialect();
    }
}
