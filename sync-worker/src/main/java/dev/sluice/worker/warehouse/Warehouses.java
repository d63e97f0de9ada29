package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.duckdb.DuckDbWarehouse;
import dev.sluice.worker.warehouse.postgres.PostgresWarehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** Opens warehouses. */
@ApplicationScoped
public class Warehouses {

    private final Secrets secrets;

    Warehouses(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param meter of the run
     * @throws WarehouseFailure.Busy if another process writes to it
     */
    public Warehouse open(Target target, Layout layout, Meter meter) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.open(path, layout, meter);
            case Target.Postgres postgres ->
                PostgresWarehouse.open(postgres, secrets.read(postgres.passwordSecret()), layout, meter);
        };
    }

    /** False when what readers see is gone, so that a run has to bring it back; a server is not asked, which costs. */
    public boolean isPresent(Target target) {
        return switch (target) {
            case Target.DuckDb(var path) -> Files.exists(path);
            case Target.Postgres _ -> true;
        };
    }

    /** For a plan that is only looked at: sees the warehouse as it is and leaves no trace of having looked. */
    public Warehouse openForPlanning(Target target, Layout layout, Meter meter) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.openForPlanning(path, layout, meter);
            case Target.Postgres _ -> open(target, layout, meter);
        };
    }
}
