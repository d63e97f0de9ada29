package dev.sluice.worker.warehouse;

import dev.sluice.errors.Failure;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.duckdb.DuckDbCheck;
import dev.sluice.worker.warehouse.postgres.PostgresCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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
            case Target.DuckDb(var path) -> new DuckDbCheck(path, layout).report();
            case Target.Postgres postgres ->
                withSecret(
                        postgres.passwordSecret(),
                        PostgresCheck.NAMES,
                        password -> new PostgresCheck(postgres, password, layout).report());
            case Target.Snowflake _ -> throw new Failure.NotImplemented("testing a Snowflake warehouse");
        };
    }

    /** Without the secret the server is not asked. */
    private WarehouseReport withSecret(
            String name, List<String> rest, Function<String, List<WarehouseCheck>> checksWith) {
        String secret;
        try {
            secret = secrets.read(name);
        } catch (WarehouseFailure e) {
            return WarehouseReport.cut(
                    List.of(new WarehouseCheck.Failed(SECRET, e.getMessage(), "give the worker the secret", List.of())),
                    rest);
        }
        var found = name.isEmpty() ? "none is asked for" : "the worker has the secret " + name;
        var checks = new ArrayList<WarehouseCheck>();
        checks.add(new WarehouseCheck.Passed(SECRET, found));
        checks.addAll(checksWith.apply(secret));
        return new WarehouseReport(checks);
    }
}
