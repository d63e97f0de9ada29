package dev.sluice.worker.check;

import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.errors.Failure;
import dev.sluice.sync.v1.CheckWarehouseRequest;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.snapshot.Snapshots;
import dev.sluice.worker.snapshot.Targets;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseChecks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Tests the warehouse that a request is about. */
@ApplicationScoped
public class RequestedChecks {

    /** What an environment's name can look like: it becomes part of what is looked for, and of statements to run. */
    private static final Pattern ENVIRONMENT = Pattern.compile("[a-z0-9_]{1,1000}");

    private final Snapshots snapshots;
    private final Targets targets;
    private final WarehouseChecks checks;

    RequestedChecks(Snapshots snapshots, Targets targets, WarehouseChecks checks) {
        this.snapshots = snapshots;
        this.targets = targets;
        this.checks = checks;
    }

    public WarehouseReport check(CheckWarehouseRequest request) {
        if (!ENVIRONMENT.matcher(request.getEnvironment()).matches()) {
            throw new Failure.Invalid("environment", "must be the name of one");
        }
        return ReportMapper.report(checks.check(target(request), Layout.of(request.getEnvironment())));
    }

    private Target target(CheckWarehouseRequest request) {
        return switch (request.getSubjectCase()) {
            case WAREHOUSE -> snapshots.target(request.getEnvironment(), request.getWarehouse());
            case DUCKDB -> targets.duckDb(request.getDuckdb());
            case POSTGRES -> targets.postgres(request.getPostgres());
            case SNOWFLAKE -> targets.snowflake(request.getSnowflake());
            case SUBJECT_NOT_SET -> throw new Failure.Invalid("subject", "must be given");
        };
    }
}
