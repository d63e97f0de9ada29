package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.duckdb.DuckDbCheck;
import dev.sluice.worker.warehouse.postgres.PostgresCheck;
import dev.sluice.worker.warehouse.snowflake.SnowflakeCheck;
import dev.sluice.worker.warehouse.snowflake.SnowflakeKey;
import dev.sluice.worker.warehouse.snowflake.SnowflakeLogin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tests whether runs can write to a warehouse, and changes nothing in it. */
@ApplicationScoped
public class WarehouseChecks {

    private static final String SECRET = "secret";

    private final Secrets secrets;

    WarehouseChecks(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param layout where the environment's tables stand, or are to */
    public WarehouseReport check(Target target, Layout layout) {
        return switch (target) {
            case Target.DuckDb file -> new DuckDbCheck(file.path(), layout).report();
            case Target.Postgres postgres ->
                withSecret(
                        postgres.passwordSecret(),
                        PostgresCheck.NAMES,
                        password -> new PostgresCheck(postgres, password, layout)::report);
            case Target.Snowflake snowflake ->
                withSecret(
                        snowflake.privateKeySecret(),
                        SnowflakeCheck.NAMES,
                        key -> new SnowflakeCheck(login(snowflake, key), layout)::report);
        };
    }

    private static SnowflakeLogin login(Target.Snowflake target, String key) {
        return new SnowflakeLogin(target, SnowflakeKey.parse(key), 1);
    }

    /** Without a secret that is one the server is not asked. */
    private WarehouseReport withSecret(
            String name, List<String> rest, Function<String, Supplier<List<WarehouseCheck>>> withIt) {
        Supplier<List<WarehouseCheck>> report;
        try {
            report = withIt.apply(secrets.read(name));
        } catch (WarehouseFailure e) {
            return WarehouseReport.cut(List.of(WarehouseCheck.Failed.with(SECRET, e, List.of())), rest);
        }
        var found = name.isEmpty() ? "none is asked for" : "the worker has the secret " + name;
        var checks = new ArrayList<WarehouseCheck>();
        checks.add(new WarehouseCheck.Passed(SECRET, found));
        checks.addAll(report.get());
        return new WarehouseReport(checks);
    }
}
