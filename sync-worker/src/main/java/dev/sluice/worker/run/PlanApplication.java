package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out a plan, change by change. */
final class PlanApplication {

    private final Warehouse warehouse;
    private final Progress progress;

    PlanApplication(Warehouse warehouse, Progress progress) {
        this.warehouse = warehouse;
        this.progress = progress;
    }

    /** @return the rows inserted into each table */
    Map<String, Long> apply(List<PlannedChange> changes) {
        var works = changes.stream()
                .map(change -> new ChangeWork(change, warehouse))
                .toList();
        int done = 0;
        for (var work : works) {
            var change = work.change();
            if (!change.statements().unseen().isEmpty()) {
                progress.at(Stage.APPLYING, change.sentence(), done, works.size());
                work.send(change.statements().unseen());
                done += change.statements().seen().isEmpty() ? 1 : 0;
            }
        }
        warehouse.reserve(reshaped(changes));
        var inserted = new HashMap<String, Long>();
        for (var work : works) {
            var change = work.change();
            if (!change.statements().seen().isEmpty()) {
                progress.at(Stage.APPLYING, change.sentence(), done++, works.size());
                sendSeen(work, works, inserted);
            }
        }
        works.forEach(work -> work.count(inserted));
        return inserted;
    }

    private void sendSeen(ChangeWork work, List<ChangeWork> works, Map<String, Long> inserted) {
        if (work.change().statements().insertsInto().isEmpty()) {
            work.send(work.change().statements().seen());
        } else {
            work.insertIntoMany(appendsTo(works), inserted);
        }
    }

    private static Map<String, ChangeWork> appendsTo(List<ChangeWork> works) {
        var appends = new HashMap<String, ChangeWork>();
        works.stream()
                .filter(work -> work.change().change() instanceof Change.AppendRows)
                .forEach(work -> appends.put(work.change().table().orElseThrow(), work));
        return appends;
    }

    /** The tables whose shape changes under the eyes of readers. */
    private static List<String> reshaped(List<PlannedChange> changes) {
        return changes.stream()
                .filter(PlannedChange::reshapes)
                .flatMap(change -> change.table().stream())
                .distinct()
                .toList();
    }
}
