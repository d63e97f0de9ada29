package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.SnowflakeTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import dev.sluice.sync.v1.CheckWarehouseRequest;

/** Targets in the contract: checked on their way in, shown on their way out. */
final class TargetMessages {

    private static final TextRule POSTGRES_USER = TextRule.name(63);
    private static final TextRule SNOWFLAKE_USER = TextRule.name(255);

    private TargetMessages() {}

    static WarehouseTarget check(CreateWarehouseRequest request) {
        return switch (request.getTargetCase()) {
            case DUCKDB -> duckDb(request.getDuckdb());
            case POSTGRES -> postgres(request.getPostgres());
            case SNOWFLAKE -> snowflake(request.getSnowflake());
            case TARGET_NOT_SET -> throw new Failure.Invalid("target", "must be given");
        };
    }

    static Warehouse.Builder show(WarehouseTarget target, Warehouse.Builder in) {
        return switch (target) {
            case WarehouseTarget.DuckDb duckDb -> in.setDuckdb(message(duckDb));
            case WarehouseTarget.Postgres postgres -> in.setPostgres(message(postgres));
            case WarehouseTarget.Snowflake snowflake -> in.setSnowflake(message(snowflake));
        };
    }

    static CheckWarehouseRequest show(WarehouseTarget target, CheckWarehouseRequest.Builder in) {
        return switch (target) {
            case WarehouseTarget.DuckDb duckDb -> in.setDuckdb(message(duckDb)).build();
            case WarehouseTarget.Postgres postgres ->
                in.setPostgres(message(postgres)).build();
            case WarehouseTarget.Snowflake snowflake ->
                in.setSnowflake(message(snowflake)).build();
        };
    }

    private static DuckDbTarget.Builder message(WarehouseTarget.DuckDb target) {
        return DuckDbTarget.newBuilder().setPath(target.path());
    }

    private static PostgresTarget.Builder message(WarehouseTarget.Postgres target) {
        return PostgresTarget.newBuilder()
                .setJdbcUrl(target.url().text())
                .setUser(target.user())
                .setPasswordSecret(target.passwordSecret());
    }

    private static SnowflakeTarget.Builder message(WarehouseTarget.Snowflake target) {
        return SnowflakeTarget.newBuilder()
                .setAccount(target.account().text())
                .setUser(target.user())
                .setRole(target.role().shown())
                .setVirtualWarehouse(target.virtualWarehouse().shown())
                .setDatabase(target.database().shown())
                .setPrivateKeySecret(target.privateKeySecret());
    }

    private static WarehouseTarget duckDb(DuckDbTarget target) {
        return new WarehouseTarget.DuckDb(DuckDbPath.check("duckdb.path", target.getPath()));
    }

    private static WarehouseTarget postgres(PostgresTarget target) {
        return new WarehouseTarget.Postgres(
                PostgresUrl.parse("postgres.jdbc_url", target.getJdbcUrl()),
                POSTGRES_USER.check("postgres.user", target.getUser()),
                SecretName.checkOptional("postgres.password_secret", target.getPasswordSecret()));
    }

    private static WarehouseTarget snowflake(SnowflakeTarget target) {
        return new WarehouseTarget.Snowflake(
                SnowflakeAccount.parse("snowflake.account", target.getAccount()),
                SNOWFLAKE_USER.check("snowflake.user", target.getUser()),
                SnowflakeName.parse("snowflake.role", target.getRole()),
                SnowflakeName.parse("snowflake.virtual_warehouse", target.getVirtualWarehouse()),
                SnowflakeName.parse("snowflake.database", target.getDatabase()),
                SecretName.check("snowflake.private_key_secret", target.getPrivateKeySecret()));
    }
}
