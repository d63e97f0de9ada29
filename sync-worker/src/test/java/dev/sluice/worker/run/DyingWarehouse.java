package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts what a run asks of a warehouse, up to the last commit, and is cut off just before it does one of these things.
 * What may be done side by side is done one after the other, so that each is counted.
 */
final class DyingWarehouse implements Warehouse {

    private final Warehouse warehouse;
    private final Runnable cut;
    private final int last;
    private int asked;

    /** @param last that is asked, of those that count from 1; 0 for never */
    DyingWarehouse(Warehouse warehouse, Runnable cut, int last) {
        this.warehouse = warehouse;
        this.cut = cut;
        this.last = last;
    }

    int asked() {
        return asked;
    }

    private Warehouse asking() {
        asked++;
        if (asked == last) {
            cut.run();
        }
        return warehouse;
    }

    @Override
    public Dialect dialect() {
        return warehouse.dialect();
    }

    @Override
    public Layout layout() {
        return warehouse.layout();
    }

    @Override
    public Meter meter() {
        return warehouse.meter();
    }

    @Override
    public Cursors cursors() {
        return asking().cursors();
    }

    @Override
    public Actual inspect() {
        return asking().inspect();
    }

    @Override
    public long appliedRevision() {
        return asking().appliedRevision();
    }

    @Override
    public BulkLoad load(String table) {
        return asking().load(table);
    }

    @Override
    public void script(String name) {
        asking().script(name);
    }

    @Override
    public long execute(String sql) {
        return asking().execute(sql);
    }

    @Override
    public long execute(String sql, List<?> values) {
        return asking().execute(sql, values);
    }

    @Override
    public void query(String sql, Consumer<Row> rows) {
        asking().query(sql, rows);
    }

    @Override
    public void insert(String table, List<String> columns, List<? extends List<?>> rows) {
        asking().insert(table, columns, rows);
    }

    @Override
    public void reserve(List<String> tables) {
        asking().reserve(tables);
    }

    @Override
    public boolean commitsShapes() {
        return warehouse.commitsShapes();
    }

    @Override
    public void beginRows() {
        asking().beginRows();
    }

    @Override
    public void commit() {
        asking().commit();
    }

    @Override
    public void compact() {
        warehouse.compact();
    }

    @Override
    public void publish() {
        warehouse.publish();
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
