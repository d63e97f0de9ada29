package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.InternalTables;
import dev.sluice.worker.warehouse.InternalVersion;
import dev.sluice.worker.warehouse.JdbcStatements;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The schemas of one environment in a PostgreSQL database, opened for one run, which is one transaction. An advisory
 * lock that ends with the transaction keeps a second writer out, whichever worker it is of. Not safe for use by several
 * threads.
 */
public final class PostgresWarehouse implements Warehouse {

    private static final int FETCHED_AT_ONCE = 10_000;

    /** Of the internal schema, to the version after; those to versions 3 and 4 are of procedures alone. */
    private static final List<String> UPGRADES = List.of("upgrade_2", "procedures", "procedures");

    /** By the tables that people see; those of other schemas, the staging tables', too, in one row without a name. */
    private static final String SCANS = """
            SELECT CASE WHEN schemaname = %1$s THEN relname END, CAST(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) AS bigint)
            FROM pg_stat_xact_all_tables
            WHERE schemaname IN (%1$s, %2$s, (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()))
              AND CAST(current_setting('track_counts') AS boolean)
            GROUP BY 1
            """;

    private final Connection connection;
    private final JdbcStatements statements;
    private final Layout layout;
    private final Meter meter;
    private final Dialect dialect;

    private PostgresWarehouse(Connection connection, Layout layout, Meter meter) {
        this.connection = connection;
        this.statements = new JdbcStatements(connection, PostgresErrors::statement, meter);
        this.layout = layout;
        this.meter = meter;
        this.dialect = new PostgresDialect(layout);
    }

    public static PostgresWarehouse open(Target.Postgres target, String password, Layout layout) {
        return open(target, password, layout, new Meter());
    }

    /** @throws WarehouseFailure.Busy if another run writes to it */
    public static PostgresWarehouse open(Target.Postgres target, String password, Layout layout, Meter meter) {
        Connection connection = null;
        try {
            connection = PostgresConnections.open(target, password);
            var warehouse = new PostgresWarehouse(connection, layout, meter);
            warehouse.begin();
            return warehouse;
        } catch (SQLException e) {
            PostgresConnections.closeQuietly(connection);
            throw PostgresErrors.opening(target.url(), e);
        } catch (WarehouseFailure e) {
            PostgresConnections.closeQuietly(connection);
            throw e;
        }
    }

    private void begin() {
        keepOthersOut();
        var version = new InternalVersion(this, UPGRADES);
        var inspector = new PostgresInspector(this);
        if (!inspector.exists(raw("cursors"))) {
            if (inspector.holdsAnything(layout.schema())) {
                throw new WarehouseFailure.Unusable(
                        "the schema %s holds tables that Sluice did not make; use a database where it is empty or absent"
                                .formatted(layout.schema()),
                        null);
            }
            if (!inspector.schemaExists(layout.rawSchema())) {
                execute("CREATE SCHEMA " + dialect.quote(layout.rawSchema()));
            }
            script("internal_schema");
            script("procedures");
            version.begin();
        } else {
            version.bringUp();
        }
        script("staging");
    }

    /** A run that has just ended, or died, may take a moment to let go. */
    private void keepOthersOut() {
        execute("SET LOCAL lock_timeout = '5s'");
        try {
            execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
                    .formatted(dialect.text("sluice " + layout.schema())));
        } catch (WarehouseFailure.Busy e) {
            throw new WarehouseFailure.Busy(
                    "another run writes to the schema %s of this PostgreSQL".formatted(layout.schema()), e);
        }
        execute("SET LOCAL lock_timeout = 0");
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public Meter meter() {
        return meter;
    }

    @Override
    public Cursors cursors() {
        return new InternalTables(this).cursors();
    }

    @Override
    public long appliedRevision() {
        return new InternalTables(this).appliedRevision();
    }

    @Override
    public Actual inspect() {
        return new PostgresInspector(this).inspect();
    }

    @Override
    public BulkLoad load(String table) {
        return new PostgresBulkLoad(connection, table, meter);
    }

    @Override
    public void script(String name) {
        execute(Scripts.text(PostgresWarehouse.class, name, dialect.quote(layout.rawSchema())));
    }

    @Override
    public long execute(String sql) {
        return statements.execute(sql);
    }

    @Override
    public long execute(String sql, List<?> values) {
        return statements.execute(sql, values);
    }

    @Override
    public void query(String sql, Consumer<Row> rows) {
        statements.query(sql, FETCHED_AT_ONCE, rows);
    }

    @Override
    public void reserve(List<String> tables) {
        meter.sent();
        new PostgresReservation(connection, layout).take(tables);
    }

    @Override
    public void commit() {
        tellScans();
        try {
            meter.sent();
            connection.commit();
        } catch (SQLException e) {
            throw PostgresErrors.statement(e);
        }
    }

    /** Of the transaction, without what parallel workers read; nothing where the server does not count. */
    private void tellScans() {
        query(
                SCANS.formatted(dialect.text(layout.schema()), dialect.text(layout.rawSchema())),
                row -> tellScan(row.text(1), row.number(2)));
    }

    /** @param table null for those that people do not see */
    private void tellScan(String table, long rows) {
        if (table == null) {
            meter.scanned(rows);
        } else {
            meter.scanned(table, rows);
        }
    }

    /** Readers see what is committed. */
    @Override
    public void publish() {}

    @Override
    public void close() {
        PostgresConnections.endQuietly(connection);
    }
}
