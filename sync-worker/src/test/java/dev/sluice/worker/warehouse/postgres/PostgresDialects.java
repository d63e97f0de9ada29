package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;

/** Hands the engine's dialect to tests of the planner. */
public final class PostgresDialects {

    private PostgresDialects() {}

    public static Dialect postgres(Layout layout) {
        return new PostgresDialect(layout);
    }
}
