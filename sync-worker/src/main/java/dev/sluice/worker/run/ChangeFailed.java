package dev.sluice.worker.run;

import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.Optional;

/** Thrown when the warehouse refuses what a run does to a table; the run's transaction is lost. */
final class ChangeFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<String> table;

    private ChangeFailed(Optional<String> table, String doing, WarehouseFailure cause) {
        super("%s It failed: %s".formatted(doing, cause.getMessage()), cause);
        this.table = table;
    }

    ChangeFailed(PlannedChange change, WarehouseFailure.Statement cause) {
        this(change.table(), change.sentence(), cause);
    }

    /** Of what is done to a table beside the plan. */
    ChangeFailed(String table, String doing, WarehouseFailure.Statement cause) {
        this(Optional.of(table), doing, cause);
    }

    /** Empty for a change to the schema as a whole. */
    Optional<String> table() {
        return table;
    }
}
