package dev.sluice.worker.warehouse.duckdb;

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
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;

/** A DuckDB file, opened for one run. Not safe for use by several threads. */
public final class DuckDbWarehouse implements Warehouse {

    private static final String COMPACTED = "compacted";
    private static final String INSERTED = "inserted_rows";
    private static final int FEW_ROWS = 10;

    /** Of the internal schema, to the version after. */
    private static final List<String> UPGRADES = List.of("upgrade_2");

    private final DuckDBConnection connection;
    private final DuckDbFiles files;
    private final Optional<DuckDbLock> lock;
    private final JdbcStatements statements;
    private final EmptyInserts emptyInserts;
    private final Layout layout;
    private final Meter meter;
    private final DuckDbDialect dialect = new DuckDbDialect();

    /** Whether the run's transaction is. */
    private boolean open;

    private boolean compacting;

    /** Whether it is a copy of what readers see. */
    private boolean looking;

    private DuckDbWarehouse(
            DuckDBConnection connection, DuckDbFiles files, Optional<DuckDbLock> lock, Layout layout, Meter meter) {
        this.connection = connection;
        this.statements = new JdbcStatements(connection, DuckDbErrors::statement, meter);
        this.emptyInserts = new EmptyInserts(connection);
        this.files = files;
        this.lock = lock;
        this.layout = layout;
        this.meter = meter;
    }

    public static DuckDbWarehouse open(Path path, Layout layout) {
        return open(new Target.DuckDb(path, Optional.empty()), layout, new Meter());
    }

    public static DuckDbWarehouse open(Target.DuckDb file, Layout layout, Meter meter) {
        return locked(new DuckDbFiles(file.path()), new Opening(file.memory(), layout, meter, true));
    }

    public static DuckDbWarehouse openForPlanning(Path path, Layout layout) {
        return openForPlanning(new Target.DuckDb(path, Optional.empty()), layout, new Meter());
    }

    /** A warehouse without a file is planned in memory, so that none is made. */
    public static DuckDbWarehouse openForPlanning(Target.DuckDb file, Layout layout, Meter meter) {
        var files = new DuckDbFiles(file.path());
        var opening = new Opening(file.memory(), layout, meter, false);
        return files.areThere()
                ? locked(files, opening)
                : open(files, Optional.empty(), DuckDbConnections.IN_MEMORY, false, opening);
    }

    /** What readers are shown, whatever the file holds that runs write to. Nothing that is done with it lasts. */
    public static DuckDbWarehouse openPublished(Target.DuckDb file, Layout layout, Meter meter) {
        var files = new DuckDbFiles(file.path());
        var lock = DuckDbLock.take(files);
        DuckDBConnection connection = null;
        try {
            connection = DuckDbConnections.open(files.copyPublished().toString(), file.memory());
            var warehouse = new DuckDbWarehouse(connection, files, Optional.of(lock), layout, meter);
            warehouse.looking = true;
            warehouse.execute("BEGIN TRANSACTION");
            warehouse.open = true;
            warehouse.prepare();
            return warehouse;
        } catch (SQLException e) {
            closeLooked(connection, files, lock);
            throw DuckDbErrors.opening(file.path(), e);
        } catch (RuntimeException e) {
            closeLooked(connection, files, lock);
            throw e;
        }
    }

    private static void closeLooked(DuckDBConnection connection, DuckDbFiles files, DuckDbLock lock) {
        DuckDbConnections.closeQuietly(connection);
        files.discardVerified();
        lock.close();
    }

    /** @param toWrite false for a plan that is only looked at */
    private record Opening(Optional<Long> memory, Layout layout, Meter meter, boolean toWrite) {}

    private static DuckDbWarehouse locked(DuckDbFiles files, Opening opening) {
        var lock = DuckDbLock.take(files);
        try {
            boolean recovered = files.recover();
            return open(files, Optional.of(lock), files.working().toString(), recovered, opening);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static DuckDbWarehouse open(
            DuckDbFiles files, Optional<DuckDbLock> lock, String database, boolean recovered, Opening opening) {
        DuckDBConnection connection = null;
        try {
            connection = DuckDbConnections.open(database, opening.memory());
            var warehouse = new DuckDbWarehouse(connection, files, lock, opening.layout(), opening.meter());
            if (opening.toWrite() && !recovered) {
                // A table of the name of a view that people have made meanwhile would be the end of the view.
                warehouse.takeViews();
            }
            warehouse.begin(recovered);
            return warehouse;
        } catch (SQLException e) {
            throw closed(connection, files, recovered, DuckDbErrors.opening(files.published(), e));
        } catch (WarehouseFailure e) {
            throw closed(connection, files, recovered, e);
        }
    }

    private static WarehouseFailure closed(
            DuckDBConnection connection, DuckDbFiles files, boolean recovered, WarehouseFailure failure) {
        DuckDbConnections.closeQuietly(connection);
        if (recovered) {
            files.forget();
        }
        return failure;
    }

    /** The transaction is begun explicitly: without that an appender would commit every few thousand rows by itself. */
    private void begin(boolean recovered) {
        execute("BEGIN TRANSACTION");
        open = true;
        if (recovered && !hasInternalSchema()) {
            throw new WarehouseFailure.Unusable(
                    "%s holds a database that Sluice did not make; register a file of its own"
                            .formatted(files.published()),
                    null);
        }
        prepare();
    }

    private void prepare() {
        boolean isNew = !hasInternalSchema();
        script("internal_schema");
        var version = new InternalVersion(this, UPGRADES);
        if (isNew) {
            version.begin();
        } else {
            version.bringUp();
        }
        script("staging");
        script("segments");
    }

    private boolean hasInternalSchema() {
        var found = new ArrayList<String>();
        query(
                "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name = "
                        + dialect.text(layout.rawSchema()),
                row -> found.add(row.text(1)));
        return !found.isEmpty();
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
        return new DuckDbInspector(this).inspect();
    }

    @Override
    public BulkLoad load(String table) {
        return new DuckDbBulkLoad(connection, table, meter);
    }

    @Override
    public void script(String name) {
        Scripts.statements(DuckDbWarehouse.class, name, dialect.quote(layout.rawSchema()))
                .forEach(this::execute);
    }

    @Override
    public long execute(String sql) {
        long rows = statements.execute(sql);
        try {
            emptyInserts.after(sql, rows);
        } catch (SQLException e) {
            throw meter.asking().failure(e, DuckDbErrors::statement);
        }
        return rows;
    }

    @Override
    public long execute(String sql, List<?> values) {
        return statements.execute(sql, values);
    }

    /** Binding thousands of values takes the driver longer than loading them. */
    @Override
    public void insert(String table, List<String> columns, List<? extends List<?>> rows) {
        if (rows.size() <= FEW_ROWS) {
            Warehouse.super.insert(table, columns, rows);
            return;
        }
        String names = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        execute("CREATE TEMP TABLE %s AS SELECT %s FROM %s LIMIT 0".formatted(INSERTED, names, table));
        try (var load = load(INSERTED)) {
            rows.forEach(load::add);
        }
        execute("INSERT INTO %s (%s) SELECT %s FROM %s".formatted(table, names, names, INSERTED));
        execute("DROP TABLE " + INSERTED);
    }

    @Override
    public void query(String sql, Consumer<Row> rows) {
        meter.sent();
        try (var statement = connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                var _ = meter.asking().of(statement);
                var result = statement.query()) {
            while (result.nextChunk()) {
                var chunk = result.chunk();
                var row = new DuckDbRow(chunk);
                for (long i = 0; i < chunk.rowCount(); i++) {
                    rows.accept(row.at(i));
                }
            }
        } catch (SQLException e) {
            throw meter.asking().failure(e, DuckDbErrors::statement);
        }
    }

    @Override
    public void commit() {
        execute("COMMIT");
        execute("CHECKPOINT");
        open = false;
    }

    @Override
    public void compact() {
        compacting = true;
    }

    @Override
    public void publish() {
        takeViews();
        if (compacting) {
            makeAnew();
        }
        DuckDbConnections.closeQuietly(connection);
        files.publish();
    }

    /** Free blocks keep the bytes of what was in them; a copy of all tables has none. */
    private void makeAnew() {
        files.discardCompacted();
        execute(DuckDbConnections.attach(files.compacted().toString(), COMPACTED));
        execute("COPY FROM DATABASE %s TO %s".formatted(DuckDbConnections.ATTACHED, COMPACTED));
        DuckDbConnections.closeQuietly(connection);
        files.adoptCompacted();
    }

    /** In a transaction of their own: people's views are no part of the run, which may have had nothing to commit. */
    private void takeViews() {
        if (open) {
            execute("ROLLBACK");
            open = false;
        }
        try {
            new DuckDbUserViews(connection, layout).takeFrom(files.published());
        } catch (SQLException e) {
            throw DuckDbErrors.statement(e);
        }
    }

    @Override
    public void close() {
        DuckDbConnections.closeQuietly(connection);
        if (looking) {
            files.discardVerified();
        }
        lock.ifPresent(DuckDbLock::close);
    }
}
