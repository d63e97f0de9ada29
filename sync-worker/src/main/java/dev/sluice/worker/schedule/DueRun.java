package dev.sluice.worker.schedule;

import dev.sluice.worker.run.RunOrigin;
import dev.sluice.worker.run.RunScope;
import java.time.Instant;

/**
 * A run that is to be started.
 *
 * @param warehouse as it was when that was found
 * @param since when it was due
 * @param done the ticks that have had their run once this one is started
 * @param retries how often it was tried again, once this one is started
 */
record DueRun(
        ScheduledWarehouse warehouse, RunOrigin origin, RunScope scope, Instant since, DoneTicks done, int retries) {

    String environment() {
        return warehouse.schedule().getEnvironment();
    }

    String warehouseName() {
        return warehouse.schedule().getWarehouse();
    }
}
