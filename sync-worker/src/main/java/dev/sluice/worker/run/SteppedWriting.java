package dev.sluice.worker.run;

import dev.sluice.worker.plan.ChangeStep;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out a plan on an engine that commits shapes of tables by themselves. Shapes that no reader minds come first.
 * Then all rows, with what analysts are told of them, are one transaction, and its commit makes the internal schema that
 * the run has worked on the current one. What is replaced comes last, each table by itself. A run that dies before the
 * commit has shown nothing but shapes; one that dies after it has left tables marked as awaiting their replacement, which
 * the next run makes.
 */
record SteppedWriting(Warehouse warehouse, Progress progress, Runnable fence) implements Writing {

    @Override
    public List<ChangeFailed> write(List<PlannedChange> changes, RunRecords records) {
        var replacements = of(ChangeStep.REPLACEMENT, changes);
        var application = new PlanApplication(warehouse, progress);
        application.apply(of(ChangeStep.SHAPE, changes));
        enter(changes, replacements, records);
        warehouse.beginRows();
        var written = application.apply(of(ChangeStep.ROWS, changes));
        var awaiting = tables(replacements);
        records.tell(written, table -> !awaiting.contains(table));
        if (!replacements.isEmpty()) {
            fence.run();
            warehouse.commit();
            return replace(replacements, records);
        }
        records.describe();
        return List.of();
    }

    private static void enter(List<PlannedChange> changes, List<PlannedChange> replacements, RunRecords records) {
        for (var planned : changes) {
            switch (ChangeStep.of(planned.change())) {
                case SHAPE, RECORD, ROWS -> records.enter(planned.change());
                case REPLACEMENT -> records.await(planned.change());
            }
        }
        records.enterVerdicts();
        records.enterPosition(replacements.isEmpty());
    }

    private List<ChangeFailed> replace(List<PlannedChange> changes, RunRecords records) {
        var replacements = new Replacements(warehouse, progress, fence, changes);
        replacements.make();
        var made = replacements.made();
        warehouse.beginRows();
        made.forEach(planned -> records.enter(planned.change()));
        records.enterPosition(made.size() == changes.size());
        records.tell(replacements.written(), tables(made)::contains);
        records.describe();
        return replacements.failed();
    }

    private static List<PlannedChange> of(ChangeStep step, List<PlannedChange> changes) {
        return changes.stream()
                .filter(planned -> ChangeStep.of(planned.change()) == step)
                .toList();
    }

    private static Set<String> tables(List<PlannedChange> changes) {
        var tables = new HashSet<String>();
        changes.forEach(planned -> planned.table().ifPresent(tables::add));
        return tables;
    }
}
