package dev.sluice.worker.warehouse;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a run asks of its warehouse. What is rolled back and done again has been asked for, and counts. Safe for
 * several threads.
 */
public final class Meter {

    private final LongAdder statements = new LongAdder();
    private final LongAdder rowsWritten = new LongAdder();
    private final LongAdder rowsScanned = new LongAdder();
    private final LongAdder stagedBytes = new LongAdder();
    private final Map<String, TableCost> tables = new ConcurrentHashMap<>();
    private final Asking asking = new Asking();
    private volatile boolean scansAreTold;

    /**
     * @param statements sent to the engine; a script that it takes as a whole is one
     * @param rowsWritten inserted, updated or deleted, in the internal schema too, as far as the engine or the plan tells
     * @param rowsScanned absent where the engine does not tell
     * @param stagedBytes loaded into staging tables
     * @param tables what the changes of the plan took, by table
     */
    public record Cost(
            long statements,
            long rowsWritten,
            OptionalLong rowsScanned,
            long stagedBytes,
            Map<String, TableCost> tables) {
        public Cost {
            tables = Map.copyOf(tables);
        }
    }

    public record TableCost(long statements, long rowsWritten) {
        private TableCost plus(TableCost more) {
            return new TableCost(statements + more.statements, rowsWritten + more.rowsWritten);
        }
    }

    /** @throws WarehouseFailure.Stopped when nothing more is to be asked */
    public void sent() {
        asking.hear();
        statements.increment();
    }

    public Asking asking() {
        return asking;
    }

    public void wrote(long rows) {
        rowsWritten.add(rows);
    }

    /** Of engines that tell. */
    public void scanned(long rows) {
        scansAreTold = true;
        rowsScanned.add(rows);
    }

    public void staged(long bytes) {
        stagedBytes.add(bytes);
    }

    /** What a change of the plan took, which is counted in all by itself. */
    public void changed(String table, TableCost cost) {
        tables.merge(table, cost, TableCost::plus);
    }

    public Cost cost() {
        return new Cost(
                statements.sum(),
                rowsWritten.sum(),
                scansAreTold ? OptionalLong.of(rowsScanned.sum()) : OptionalLong.empty(),
                stagedBytes.sum(),
                tables);
    }
}
