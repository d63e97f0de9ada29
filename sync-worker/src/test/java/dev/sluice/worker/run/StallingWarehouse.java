package dev.sluice.worker.run;

import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.HeardWarehouse;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes on what a run asks of a warehouse, and stalls it when all is done but what makes its rows count. */
final class StallingWarehouse {

    private static final Set<String> MAKE_IT_COUNT = Set.of("beginRows", "commit");

    private StallingWarehouse() {}

    /** @param meanwhile what happens while the run stalls, once */
    static Warehouse of(Warehouse warehouse, Runnable meanwhile) {
        var stalled = new AtomicBoolean();
        return HeardWarehouse.of(warehouse, MAKE_IT_COUNT, _ -> {
            if (!stalled.getAndSet(true)) {
                meanwhile.run();
            }
        });
    }
}
