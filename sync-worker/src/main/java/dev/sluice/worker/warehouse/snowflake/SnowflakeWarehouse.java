package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.InternalTables;
import dev.sluice.worker.warehouse.InternalVersion;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import java.util.function.Consumer;

/**
 * The schemas of one environment in a Snowflake database, opened for one run. Shapes commit by themselves there, so a run
 * goes by steps, in a generation of its own: {@link SnowflakeGenerations}. Not safe for use by several threads.
 */
public final class SnowflakeWarehouse implements Warehouse {

    /** Of the internal schema, to the version after. */
    private static final List<String> UPGRADES = List.of("upgrade_2");

    private final SnowflakeSession session;
    private final SnowflakeRun run;
    private final Dialect dialect = new SnowflakeDialect();

    private SnowflakeWarehouse(SnowflakeSession session, SnowflakeRun run) {
        this.session = session;
        this.run = run;
    }

    public static SnowflakeWarehouse open(SnowflakeLogin login, Layout layout) {
        return open(login, layout, new Meter());
    }

    public static SnowflakeWarehouse open(SnowflakeLogin login, Layout layout, Meter meter) {
        return begun(SnowflakeRun.ofRun(login, layout, meter));
    }

    static SnowflakeWarehouse openForPlanning(SnowflakeLogin login, Layout layout) {
        return openForPlanning(login, layout, new Meter());
    }

    /** In a generation that comes to nothing. */
    public static SnowflakeWarehouse openForPlanning(SnowflakeLogin login, Layout layout, Meter meter) {
        return begun(SnowflakeRun.ofPlan(login, layout, meter));
    }

    private static SnowflakeWarehouse begun(SnowflakeRun run) {
        var warehouse = new SnowflakeWarehouse(run.session(), run);
        try {
            run.begin(warehouse::script, new InternalVersion(warehouse, UPGRADES));
            return warehouse;
        } catch (RuntimeException e) {
            warehouse.close();
            throw e;
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Layout layout() {
        return run.layout();
    }

    @Override
    public Meter meter() {
        return session.meter();
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
        return new SnowflakeInspector(this).inspect();
    }

    @Override
    public BulkLoad load(String table) {
        return new SnowflakeBulkLoad(session, this, table, SnowflakeBulkLoad.LARGEST_FILE);
    }

    @Override
    public void script(String name) {
        Scripts.statements(SnowflakeWarehouse.class, name, dialect.quote(layout().rawSchema()))
                .forEach(this::execute);
    }

    @Override
    public long execute(String sql) {
        return session.execute(sql);
    }

    @Override
    public long execute(String sql, List<?> values) {
        return session.execute(sql, values);
    }

    @Override
    public List<Long> insertIntoMany(String sql) {
        return session.counts(sql);
    }

    @Override
    public void query(String sql, Consumer<Row> rows) {
        session.query(sql, rows);
    }

    /** In the run's schema, which all its sessions share and which is dropped behind it. */
    @Override
    public void stage(String name, String query) {
        execute("CREATE OR REPLACE TRANSIENT TABLE %s AS %s".formatted(name, query));
    }

    @Override
    public void stageView(String name, String query) {
        execute("CREATE OR REPLACE VIEW %s AS %s".formatted(name, query));
    }

    @Override
    public boolean commitsShapes() {
        return true;
    }

    @Override
    public void beginRows() {
        run.beginRows();
    }

    /** A run that changes no rows of tables has changed its generation all the same. */
    @Override
    public void commit() {
        run.commit();
    }

    @Override
    public void sideBySide(List<? extends Consumer<Warehouse>> work) {
        new SideBySide(run.login().parallelTables()).run(work, this, () -> new SnowflakeWarehouse(run.another(), run));
    }

    /** Readers see what is committed. */
    @Override
    public void publish() {}

    /** Ends the session and leaves everything as it is, as a process does that dies. */
    void abandon() {
        session.close();
    }

    /** A session beside the run's own ends alone. */
    @Override
    public void close() {
        if (run.session() == session) {
            run.end();
        }
        session.close();
    }
}
