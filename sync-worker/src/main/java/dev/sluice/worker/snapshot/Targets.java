package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.worker.warehouse.Target;
import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Turns the contract's targets into ours. */
@ApplicationScoped
public class Targets {

    private final SnowflakeConfig snowflake;

    Targets(SnowflakeConfig snowflake) {
        this.snowflake = snowflake;
    }

    /** Where Snowflake is. */
    @ConfigMapping(prefix = "sluice.snowflake")
    interface SnowflakeConfig {

        /** {@code host:port} of what stands in for Snowflake in tests; absent for the host that an account has. */
        Optional<String> host();
    }

    public Target of(Warehouse warehouse) {
        return switch (warehouse.getTargetCase()) {
            case DUCKDB -> duckDb(warehouse.getDuckdb());
            case POSTGRES -> postgres(warehouse.getPostgres());
            case SNOWFLAKE -> snowflake(warehouse.getSnowflake());
            case TARGET_NOT_SET -> throw new IllegalArgumentException("a warehouse has a target");
        };
    }

    private static Target duckDb(DuckDbTarget target) {
        return new Target.DuckDb(Path.of(target.getPath()));
    }

    private static Target postgres(PostgresTarget target) {
        return new Target.Postgres(target.getJdbcUrl(), target.getUser(), target.getPasswordSecret());
    }

    private Target snowflake(SnowflakeTarget target) {
        return new Target.Snowflake(
                target.getAccount(),
                target.getUser(),
                exact(target.getRole()),
                exact(target.getVirtualWarehouse()),
                exact(target.getDatabase()),
                target.getPrivateKeySecret(),
                snowflake.host());
    }

    /** As Snowflake keeps a name: folded to upper case, unless it stands in quotes. */
    private static String exact(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toUpperCase(Locale.ROOT);
    }
}
