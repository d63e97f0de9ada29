package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.SchemaChecks;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tests whether runs can write to a Snowflake database as the registered user and role, by statements that only read. */
public final class SnowflakeCheck {

    private static final String CONNECTION = "connection";
    private static final String DATABASE = "database";
    private static final String VIRTUAL_WAREHOUSE = "virtual_warehouse";

    /** What is looked at when the secret is there. */
    public static final List<String> NAMES =
            List.of(CONNECTION, DATABASE, VIRTUAL_WAREHOUSE, SchemaChecks.PRIVILEGES, SchemaChecks.SCHEMAS);

    private static final String TAG = "{\"application\":\"sluice\",\"check\":true}";

    private final SnowflakeLogin login;
    private final SnowflakeSchemas schemas;

    public SnowflakeCheck(SnowflakeLogin login, Layout layout) {
        this.login = login;
        this.schemas = SnowflakeSchemas.ofRun(layout, SnowflakeSchemas.newId());
    }

    public List<WarehouseCheck> report() {
        var checks = new ArrayList<WarehouseCheck>();
        try (var session = SnowflakeSession.open(login, TAG, new Meter())) {
            look(new SnowflakeFacts(session, schemas), checks::add);
        } catch (WarehouseFailure e) {
            checks.add(Failed.with(NAMES.get(checks.size()), e, checks.isEmpty() ? roleGrants(e) : List.of()));
        }
        NAMES.stream().skip(checks.size()).map(WarehouseCheck.NotChecked::new).forEach(checks::add);
        return checks;
    }

    private List<String> roleGrants(WarehouseFailure failure) {
        return SnowflakeErrors.isRoleMissing(failure)
                ? List.of("GRANT ROLE %s TO USER %s;"
                        .formatted(
                                SnowflakeDialect.inSql(login.target().role()),
                                SnowflakeDialect.inSql(login.target().user())))
                : List.of();
    }

    /** Each needs the one before; a failure that a statement meets belongs to the check that is not made yet. */
    private void look(SnowflakeFacts facts, Consumer<WarehouseCheck> made) {
        made.accept(new Passed(
                CONNECTION,
                "%s reaches %s as %s"
                        .formatted(login.target().user(), SnowflakeConnections.host(login.target()), facts.role())));
        if (facts.database().isEmpty()) {
            made.accept(missing(DATABASE, "DATABASE", login.target().database()));
            return;
        }
        var database = facts.database().get();
        made.accept(new Passed(DATABASE, "%s may use %s".formatted(facts.role(), database)));
        if (facts.virtualWarehouse().isEmpty()) {
            made.accept(missing(VIRTUAL_WAREHOUSE, "WAREHOUSE", login.target().virtualWarehouse()));
            return;
        }
        var found = facts.schemas();
        made.accept(new Passed(
                VIRTUAL_WAREHOUSE,
                "%s works for %s".formatted(facts.virtualWarehouse().get(), facts.role())));
        new SchemaChecks(
                        facts.role(),
                        database,
                        !facts.mayMakeSchemas(),
                        schemas.people(),
                        schemas.home(),
                        found,
                        new Grants(SnowflakeDialect.exactly(facts.role()), SnowflakeDialect.exactly(database)))
                .checks()
                .forEach(made);
    }

    private Failed missing(String check, String kind, String name) {
        return new Failed(
                check,
                "there is no %s that %s may use".formatted(name, login.target().role()),
                "create it if it does not exist, and grant its use",
                List.of("GRANT USAGE ON %s %s TO ROLE %s;"
                        .formatted(
                                kind,
                                SnowflakeDialect.inSql(name),
                                SnowflakeDialect.inSql(login.target().role()))));
    }

    private record Grants(String role, String database) implements SchemaChecks.Grants {

        @Override
        public String makingSchemas() {
            return "GRANT CREATE SCHEMA ON DATABASE %s TO ROLE %s;".formatted(database, role);
        }

        @Override
        public String makingTables(String schema) {
            return "GRANT USAGE, CREATE TABLE, CREATE VIEW ON SCHEMA %s.%s TO ROLE %s;"
                    .formatted(database, SnowflakeDialect.exactly(schema), role);
        }

        @Override
        public String beingAs(String owner) {
            return "GRANT ROLE %s TO ROLE %s;".formatted(SnowflakeDialect.exactly(owner), role);
        }
    }
}
