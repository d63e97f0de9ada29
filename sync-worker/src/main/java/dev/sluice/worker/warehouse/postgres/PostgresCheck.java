package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.SchemaChecks;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** Tests whether runs can write to a PostgreSQL database as the registered user, in a transaction that only reads. */
public final class PostgresCheck {

    private static final String CONNECTION = "connection";
    private static final String VERSION = "version";
    private static final String WRITABLE = "writable";
    private static final String TEMPORARY_TABLES = "temporary_tables";

    /** What is looked at when the secret is there. */
    public static final List<String> NAMES =
            List.of(CONNECTION, VERSION, WRITABLE, TEMPORARY_TABLES, SchemaChecks.PRIVILEGES, SchemaChecks.SCHEMAS);

    private static final int OLDEST = 14;
    private static final int OF_A_VERSION = 10_000;
    private static final String NO_PRIVILEGE = "42501";

    private final Target.Postgres target;
    private final String password;
    private final Layout layout;
    private final Dialect dialect;

    public PostgresCheck(Target.Postgres target, String password, Layout layout) {
        this.target = target;
        this.password = password;
        this.layout = layout;
        this.dialect = new PostgresDialect(layout);
    }

    public List<WarehouseCheck> report() {
        try (var connection = PostgresConnections.openBriefly(target, password)) {
            connection.setReadOnly(true);
            var checks = look(connection);
            connection.rollback();
            return checks;
        } catch (SQLException e) {
            return stopped(Failed.with(CONNECTION, PostgresErrors.opening(target.url(), e), connectGrants(e)));
        } catch (WarehouseFailure e) {
            return stopped(Failed.with(CONNECTION, e, List.of()));
        }
    }

    private static List<WarehouseCheck> stopped(WarehouseCheck connection) {
        return Stream.concat(
                        Stream.of(connection),
                        NAMES.stream().skip(1).<WarehouseCheck>map(WarehouseCheck.NotChecked::new))
                .toList();
    }

    private List<String> connectGrants(SQLException error) {
        return NO_PRIVILEGE.equals(error.getSQLState())
                ? List.of("GRANT CONNECT ON DATABASE %s TO %s;"
                        .formatted(
                                dialect.quote(Driver.parseURL(target.url(), new Properties())
                                        .getProperty("PGDBNAME")),
                                dialect.quote(target.user())))
                : List.of();
    }

    private List<WarehouseCheck> look(Connection connection) throws SQLException {
        var facts = PostgresFacts.read(connection, layout);
        var checks = new ArrayList<WarehouseCheck>();
        checks.add(new Passed(CONNECTION, "%s reaches the database %s".formatted(facts.role(), facts.database())));
        checks.add(version(facts));
        checks.add(writable(facts));
        checks.add(temporaryTables(facts));
        checks.addAll(schemaChecks(facts).checks());
        return checks;
    }

    private SchemaChecks schemaChecks(PostgresFacts facts) {
        boolean bothThere = facts.schemas().keySet().containsAll(List.of(layout.schema(), layout.rawSchema()));
        return new SchemaChecks(
                facts.role(),
                facts.database(),
                !bothThere && !facts.mayMakeSchemas(),
                layout.schema(),
                layout.rawSchema(),
                facts.schemas(),
                new Grants(facts, dialect));
    }

    private record Grants(PostgresFacts facts, Dialect dialect) implements SchemaChecks.Grants {

        @Override
        public String makingSchemas() {
            return "GRANT CREATE ON DATABASE %s TO %s;".formatted(dialect.quote(facts.database()), role());
        }

        @Override
        public String makingTables(String schema) {
            return "GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(dialect.quote(schema), role());
        }

        @Override
        public String beingAs(String owner) {
            return "GRANT %s TO %s;".formatted(dialect.quote(owner), role());
        }

        private String role() {
            return dialect.quote(facts.role());
        }
    }

    private static WarehouseCheck version(PostgresFacts facts) {
        return facts.version() / OF_A_VERSION >= OLDEST
                ? new Passed(VERSION, "PostgreSQL " + facts.versionText())
                : new Failed(
                        VERSION,
                        "PostgreSQL %s is older than %d".formatted(facts.versionText(), OLDEST),
                        "use a newer one",
                        List.of());
    }

    private WarehouseCheck writable(PostgresFacts facts) {
        if (facts.standby()) {
            return new Failed(WRITABLE, "the server is a standby, which only reads", "name the primary", List.of());
        }
        return facts.readOnly()
                ? new Failed(
                        WRITABLE,
                        "transactions of %s only read".formatted(facts.role()),
                        "let them write",
                        List.of("ALTER ROLE %s IN DATABASE %s SET default_transaction_read_only = off;"
                                .formatted(dialect.quote(facts.role()), dialect.quote(facts.database()))))
                : new Passed(WRITABLE, "transactions write");
    }

    private WarehouseCheck temporaryTables(PostgresFacts facts) {
        return facts.mayMakeTemporaryTables()
                ? new Passed(
                        TEMPORARY_TABLES,
                        "%s may make temporary tables in %s".formatted(facts.role(), facts.database()))
                : new Failed(
                        TEMPORARY_TABLES,
                        "%s may not make temporary tables in %s".formatted(facts.role(), facts.database()),
                        "grant it",
                        List.of("GRANT TEMPORARY ON DATABASE %s TO %s;"
                                .formatted(dialect.quote(facts.database()), dialect.quote(facts.role()))));
    }
}
