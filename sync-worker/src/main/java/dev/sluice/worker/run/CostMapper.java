package dev.sluice.worker.run;

import dev.sluice.sync.v1.RunCost;
import dev.sluice.sync.v1.TableCost;
import dev.sluice.worker.warehouse.Meter;
import java.util.Map;

/** Turns what a run took into the contract's message, and that into what is kept. */
final class CostMapper {

    private CostMapper() {}

    static RunCost cost(Meter.Cost cost) {
        var message = RunCost.newBuilder()
                .setStatements(cost.statements())
                .setRowsWritten(cost.rowsWritten())
                .setStagedBytes(cost.stagedBytes());
        cost.rowsScanned().ifPresent(message::setRowsScanned);
        cost.tables().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(table -> message.addTables(cost(table.getKey(), table.getValue())));
        return message.build();
    }

    private static TableCost cost(String table, Meter.TableCost cost) {
        var message = TableCost.newBuilder()
                .setTable(table)
                .setStatements(cost.statements())
                .setRowsWritten(cost.rowsWritten());
        cost.rowsScanned().ifPresent(message::setRowsScanned);
        return message.build();
    }

    static String json(Meter.Cost cost) {
        return RunMapper.json(cost(cost));
    }

    static RunCost cost(String json) {
        var message = RunCost.newBuilder();
        RunMapper.merge(json, message);
        return message.build();
    }
}
