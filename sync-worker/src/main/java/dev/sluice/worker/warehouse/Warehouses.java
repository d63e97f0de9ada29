package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.duckdb.DuckDbWarehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** Opens warehouses. */
@ApplicationScoped
public class Warehouses {

    /** @throws WarehouseFailure.Busy if another process writes to it */
    public Warehouse open(Target target, Layout layout) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.open(path, layout);
        };
    }

    /** False when what readers see is gone, so that a run has to bring it back. */
    public boolean isPresent(Target target) {
        return switch (target) {
            case Target.DuckDb(var path) -> Files.exists(path);
        };
    }

    /** For a plan that is only looked at: sees the warehouse as it is and leaves no trace of having looked. */
    public Warehouse openForPlanning(Target target, Layout layout) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.openForPlanning(path, layout);
        };
    }
}
