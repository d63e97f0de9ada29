package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Engine;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts what a run asks of a warehouse, and is cut off when it is to die. Scripts are sent statement by statement; a
 * load counts when it begins, in its midst and when it ends. What may be done side by side is done one after the other, so
 * that each is counted.
 */
final class DyingWarehouse implements Warehouse {

    private final Warehouse warehouse;
    private final Engine engine;
    private final Runnable cut;
    private final Death death;
    private int asked;

    DyingWarehouse(Warehouse warehouse, Engine engine, Death death) {
        this.warehouse = warehouse;
        this.engine = engine;
        this.cut = engine.lifeline(warehouse);
        this.death = death;
    }

    /** When a run dies. */
    sealed interface Death {

        Death NEVER = new Before(0);

        /** @param request that is not carried out any more, of those that count from 1 */
        record Before(int request) implements Death {}

        /** The commit is carried out, and the answer is lost. */
        record BehindCommit() implements Death {}
    }

    /** The process is gone: nothing of it goes on. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    int asked() {
        return asked;
    }

    private Warehouse asking() {
        asked++;
        if (death instanceof Death.Before(var request) && asked == request) {
            die();
        }
        return warehouse;
    }

    private void die() {
        cut.run();
        throw new Died();
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
        var load = asking().load(table);
        return new BulkLoad() {
            private boolean begun;

            @Override
            public void add(List<?> values) {
                load.add(values);
                if (!begun) {
                    begun = true;
                    asking();
                }
            }

            @Override
            public void close() {
                try {
                    asking();
                } finally {
                    load.close();
                }
            }
        };
    }

    @Override
    public void script(String name) {
        engine.script(name, layout()).forEach(this::execute);
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
    public List<Long> insertIntoMany(String sql) {
        return asking().insertIntoMany(sql);
    }

    @Override
    public void stage(String name, String query) {
        asking().stage(name, query);
    }

    @Override
    public void stageView(String name, String query) {
        asking().stageView(name, query);
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
        if (death instanceof Death.BehindCommit) {
            die();
        }
    }

    @Override
    public void compact() {
        asking().compact();
    }

    @Override
    public void publish() {
        asking().publish();
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
