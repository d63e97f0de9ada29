package dev.sluice.worker.warehouse;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

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
    private final Map<String, Long> scans = new ConcurrentHashMap<>();
    private final Asking asking = new Asking();
    private volatile boolean scansAreTold;

    /**
     * @param statements sent to the engine; a script that it takes as a whole is one
     * @param rowsWritten inserted, updated or deleted, in the internal schema too, as far as the engine or the plan tells
     * @param rowsScanned read from tables, internal and staging ones too, by what was committed; absent where that is not
     *     told
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

    /** @param rowsScanned by whatever read the table and was committed; absent where that is not told */
    public record TableCost(long statements, long rowsWritten, OptionalLong rowsScanned) {
        public TableCost(long statements, long rowsWritten) {
            this(statements, rowsWritten, OptionalLong.empty());
        }

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

    /** Of a table that people see. */
    public void scanned(String table, long rows) {
        scanned(rows);
        scans.merge(table, rows, Long::sum);
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
                tables.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, table -> withScans(table.getKey(), table.getValue()))));
    }

    private TableCost withScans(String table, TableCost cost) {
        var scanned = scans.get(table);
        return scanned == null ? cost : new TableCost(cost.statements(), cost.rowsWritten(), OptionalLong.of(scanned));
    }
}
