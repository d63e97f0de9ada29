package dev.sluice.worker.warehouse;

import dev.sluice.errors.Failure;
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

    /** @throws WarehouseFailure.Busy if another process writes to it */
    public Warehouse open(Target target, Layout layout) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.open(path, layout);
            case Target.Postgres postgres ->
                PostgresWarehouse.open(postgres, secrets.read(postgres.passwordSecret()), layout);
            case Target.Snowflake _ -> throw new Failure.NotImplemented("writing to a Snowflake warehouse");
        };
    }

    /** False when what readers see is gone, so that a run has to bring it back; a server is not asked, which costs. */
    public boolean isPresent(Target target) {
        return switch (target) {
            case Target.DuckDb(var path) -> Files.exists(path);
            case Target.Postgres _, Target.Snowflake _ -> true;
        };
    }

    /** For a plan that is only looked at: sees the warehouse as it is and leaves no trace of having looked. */
    public Warehouse openForPlanning(Target target, Layout layout) {
        return switch (target) {
            case Target.DuckDb(var path) -> DuckDbWarehouse.openForPlanning(path, layout);
            case Target.Postgres _, Target.Snowflake _ -> open(target, layout);
        };
    }
}
