package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.PostgresTarget;
import dev.sluice.definitions.v1.Warehouse;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;

/** Targets in the contract: checked on their way in, shown on their way out. */
final class TargetMessages {

    private static final TextRule USER = TextRule.name(63);

    private TargetMessages() {}

    static WarehouseTarget check(CreateWarehouseRequest request) {
        return switch (request.getTargetCase()) {
            case DUCKDB -> duckDb(request.getDuckdb());
            case POSTGRES -> postgres(request.getPostgres());
            case SNOWFLAKE -> throw new Failure.NotImplemented("a Snowflake warehouse");
            case TARGET_NOT_SET -> throw new Failure.Invalid("target", "must be given");
        };
    }

    static Warehouse.Builder show(WarehouseTarget target, Warehouse.Builder in) {
        return switch (target) {
            case WarehouseTarget.DuckDb(var path) ->
                in.setDuckdb(DuckDbTarget.newBuilder().setPath(path));
            case WarehouseTarget.Postgres(var url, var user, var passwordSecret) ->
                in.setPostgres(PostgresTarget.newBuilder()
                        .setJdbcUrl(url.text())
                        .setUser(user)
                        .setPasswordSecret(passwordSecret));
        };
    }

    private static WarehouseTarget duckDb(DuckDbTarget target) {
        return new WarehouseTarget.DuckDb(DuckDbPath.check("duckdb.path", target.getPath()));
    }

    private static WarehouseTarget postgres(PostgresTarget target) {
        return new WarehouseTarget.Postgres(
                PostgresUrl.parse("postgres.jdbc_url", target.getJdbcUrl()),
                USER.check("postgres.user", target.getUser()),
                SecretName.checkOptional("postgres.password_secret", target.getPasswordSecret()));
    }
}
