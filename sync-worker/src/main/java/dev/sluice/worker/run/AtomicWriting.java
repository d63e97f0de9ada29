package dev.sluice.worker.run;

import dev.sluice.worker.plan.PlannedChange;
import java.util.List;

/** Carries out a plan where all of a run is one transaction. */
record AtomicWriting(PlanApplication application) implements Writing {

    @Override
    public List<ChangeFailed> write(List<PlannedChange> changes, RunRecords records) {
        var written = application.apply(changes);
        changes.forEach(planned -> records.enter(planned.change()));
        records.enterVerdicts();
        records.enterPosition(true);
        records.tell(written, _ -> true);
        records.describe();
        return List.of();
    }
}
