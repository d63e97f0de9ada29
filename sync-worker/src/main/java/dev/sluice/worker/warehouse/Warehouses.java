package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.duckdb.DuckDbWarehouse;
import dev.sluice.worker.warehouse.postgres.PostgresWarehouse;
import dev.sluice.worker.warehouse.snowflake.SnowflakeConfig;
import dev.sluice.worker.warehouse.snowflake.SnowflakeKey;
import dev.sluice.worker.warehouse.snowflake.SnowflakeLogin;
import dev.sluice.worker.warehouse.snowflake.SnowflakeWarehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** Opens warehouses. */
@ApplicationScoped
public class Warehouses {

    private final Secrets secrets;
    private final SnowflakeConfig snowflake;

    Warehouses(Secrets secrets, SnowflakeConfig snowflake) {
        this.secrets = secrets;
        this.snowflake = snowflake;
    }

    /**
     * @param meter of the run
     * @throws WarehouseFailure.Busy if another process writes to it
     */
    public Warehouse open(Target target, Layout layout, Meter meter) {
        return switch (target) {
            case Target.DuckDb file -> DuckDbWarehouse.open(file, layout, meter);
            case Target.Postgres postgres ->
                PostgresWarehouse.open(postgres, secrets.read(postgres.passwordSecret()), layout, meter);
            case Target.Snowflake snowflake -> SnowflakeWarehouse.open(login(snowflake), layout, meter);
        };
    }

    /** False when what readers see is gone, so that a run has to bring it back; a server is not asked, which costs. */
    public boolean isPresent(Target target) {
        return switch (target) {
            case Target.DuckDb file -> Files.exists(file.path());
            case Target.Postgres _, Target.Snowflake _ -> true;
        };
    }

    /** For a plan that is only looked at: sees the warehouse as it is and leaves no trace of having looked. */
    public Warehouse openForPlanning(Target target, Layout layout, Meter meter) {
        return switch (target) {
            case Target.DuckDb file -> DuckDbWarehouse.openForPlanning(file, layout, meter);
            case Target.Postgres _ -> open(target, layout, meter);
            case Target.Snowflake snowflake -> SnowflakeWarehouse.openForPlanning(login(snowflake), layout, meter);
        };
    }

    /** To be looked at as readers see it; nothing that is done with it lasts. */
    public Warehouse openPublished(Target target, Layout layout, Meter meter) {
        return switch (target) {
            case Target.DuckDb file -> DuckDbWarehouse.openPublished(file, layout, meter);
            case Target.Postgres _, Target.Snowflake _ -> openForPlanning(target, layout, meter);
        };
    }

    private SnowflakeLogin login(Target.Snowflake target) {
        return new SnowflakeLogin(
                target, SnowflakeKey.parse(secrets.read(target.privateKeySecret())), snowflake.parallelTables());
    }
}
