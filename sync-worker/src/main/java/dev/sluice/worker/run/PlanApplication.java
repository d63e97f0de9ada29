package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Carries out a plan, change by change. Where an engine has readers of a table that changes its shape wait until the run
 * commits, they shall not wait for other tables: what readers do not notice comes first, then the tables that keep their
 * shape, then the others. Changes of one table keep their order.
 */
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
        var reshaped = reshaped(changes);
        var inserted = new HashMap<String, Long>();
        var seen = works.stream()
                .filter(work -> !work.change().statements().seen().isEmpty())
                .collect(Collectors.partitioningBy(work -> isOfAny(reshaped, work.change())));
        done = sendSeen(seen.get(false), works, inserted, done);
        warehouse.reserve(reshaped);
        sendSeen(seen.get(true), works, inserted, done);
        works.forEach(work -> work.count(inserted));
        return inserted;
    }

    private int sendSeen(List<ChangeWork> some, List<ChangeWork> all, Map<String, Long> inserted, int done) {
        for (var work : some) {
            progress.at(Stage.APPLYING, work.change().sentence(), done++, all.size());
            sendSeen(work, all, inserted);
        }
        return done;
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

    private static boolean isOfAny(List<String> tables, PlannedChange change) {
        return change.table().filter(tables::contains).isPresent();
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
