package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.errors.Failure;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.duckdb.DuckDbConfig;
import dev.sluice.worker.warehouse.snowflake.SnowflakeConfig;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Turns the contract's targets into ours. definitions-service keeps only such as hold to the contract; what others send
 * is held here to what keeps it from leading a worker astray.
 */
@ApplicationScoped
public class Targets {

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final DuckDbConfig duckDb;
    private final SnowflakeConfig snowflake;

    Targets(DuckDbConfig duckDb, SnowflakeConfig snowflake) {
        this.duckDb = duckDb;
        this.snowflake = snowflake;
    }

    public Target of(Warehouse warehouse) {
        return switch (warehouse.getTargetCase()) {
            case DUCKDB -> duckDb(warehouse.getDuckdb());
            case POSTGRES -> postgres(warehouse.getPostgres());
            case SNOWFLAKE -> snowflake(warehouse.getSnowflake());
            case TARGET_NOT_SET -> throw new IllegalArgumentException("a warehouse has a target");
        };
    }

    public Target duckDb(DuckDbTarget target) {
        try {
            return new Target.DuckDb(
                    requireAbsolute(Path.of(target.getPath())), duckDb.memory().map(MemorySize::asLongValue));
        } catch (InvalidPathException e) {
            throw new Failure.Invalid("duckdb.path", "must be a path");
        }
    }

    private static Path requireAbsolute(Path path) {
        if (!path.isAbsolute() || path.getFileName() == null) {
            throw new Failure.Invalid("duckdb.path", "must be absolute, and of a file");
        }
        return path;
    }

    public Target postgres(PostgresTarget target) {
        return new Target.Postgres(target.getJdbcUrl(), target.getUser(), target.getPasswordSecret());
    }

    /** The driver connects to the host that the account's identifier makes. */
    public Target snowflake(SnowflakeTarget target) {
        if (!ACCOUNT.matcher(target.getAccount()).matches()) {
            throw new Failure.Invalid("snowflake.account", "must be the identifier of an account");
        }
        return new Target.Snowflake(
                target.getAccount(),
                target.getUser(),
                target.getRole(),
                target.getVirtualWarehouse(),
                target.getDatabase(),
                target.getPrivateKeySecret(),
                snowflake.host());
    }
}
