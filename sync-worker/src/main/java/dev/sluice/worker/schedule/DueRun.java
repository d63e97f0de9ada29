package dev.sluice.worker.schedule;

import dev.sluice.worker.run.RunOrigin;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that is to be started.
 *
 * @param warehouse as it was when that was found
 * @param since when it was due
 * @param through the ticks up to here are for this run; empty for one that is tried again
 * @param retries how often it was tried again, once this one is started
 */
record DueRun(ScheduledWarehouse warehouse, RunOrigin origin, Instant since, Optional<Instant> through, int retries) {

    String environment() {
        return warehouse.schedule().getEnvironment();
    }

    String warehouseName() {
        return warehouse.schedule().getWarehouse();
    }
}
