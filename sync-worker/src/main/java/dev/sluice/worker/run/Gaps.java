package dev.sluice.worker.run;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.tagging.MissingValues;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/** Lists the gaps of a warehouse's moving tables, with what a backfill would write now. */
final class Gaps {

    private final String environment;
    private final String warehouseName;
    private final RunParts parts;

    Gaps(String environment, String warehouseName, RunParts parts) {
        this.environment = environment;
        this.warehouseName = warehouseName;
        this.parts = parts;
    }

    /** @param rows that a backfill would write now */
    record Listed(GapLedger.Recorded recorded, PropertyColumn property, long rows) {}

    List<Listed> list() {
        var target = parts.snapshots().target(environment, warehouseName);
        try (var warehouse = parts.warehouses().openForPlanning(target, Layout.of(environment), new Meter())) {
            warehouse.script("integrate_users");
            return list(warehouse, warehouse.inspect());
        }
    }

    private List<Listed> list(Warehouse warehouse, Actual actual) {
        var desired =
                parts.snapshots().read(environment, warehouseName, List.of()).desired();
        long head = warehouse.cursors().logPosition();
        var listed = new ArrayList<Listed>();
        for (var recorded : GapLedger.read(warehouse)) {
            var gap = recorded.gap();
            var property = desired.propertyOf(gap);
            if (property.isPresent() && actual.moves(gap.table())) {
                long rows = new MissingValues(warehouse).by(gap, property.get(), actual, head);
                listed.add(new Listed(recorded, property.get(), rows));
            }
        }
        return listed;
    }
}
