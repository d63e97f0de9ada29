package dev.sluice.worker.run;

import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** How a run carries out what it has planned, and writes down what it did. */
sealed interface Writing permits AtomicWriting, SteppedWriting {

    /** @param fence throws when another run has the warehouse by now */
    static Writing in(Warehouse warehouse, Progress progress, Runnable fence) {
        return warehouse.commitsShapes()
                ? new SteppedWriting(warehouse, progress, fence)
                : new AtomicWriting(new PlanApplication(warehouse, progress));
    }

    /**
     * Leaves to the caller to commit what is not committed yet.
     *
     * @return changes of tables by themselves that failed when the rest had been committed; the next run makes them
     * @throws ChangeFailed of a change without which nothing may be committed
     */
    List<ChangeFailed> write(List<PlannedChange> changes, RunRecords records);
}
