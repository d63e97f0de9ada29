package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.run.RunRecord.Stage;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes changes that each commit by themselves: those of different tables side by side, what is over all tables when they
 * are through. A change that fails stops none of another table.
 */
final class Replacements {

    private final Warehouse warehouse;
    private final Progress progress;
    private final Runnable fence;
    private final List<PlannedChange> changes;
    private final Map<String, ChangeFailed> failed = new ConcurrentHashMap<>();
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();

    /** @param fence asked before each table; what it throws ends the run */
    Replacements(Warehouse warehouse, Progress progress, Runnable fence, List<PlannedChange> changes) {
        this.warehouse = warehouse;
        this.progress = progress;
        this.fence = fence;
        this.changes = List.copyOf(changes);
    }

    void make() {
        make(changes.stream().filter(change -> !isOverTables(change)).toList());
        make(changes.stream().filter(Replacements::isOverTables).toList());
    }

    private void make(List<PlannedChange> some) {
        Collection<List<PlannedChange>> byTable = some.stream()
                .collect(Collectors.groupingBy(Replacements::table, LinkedHashMap::new, Collectors.toList()))
                .values();
        warehouse.sideBySide(byTable.stream()
                .map(group -> (Consumer<Warehouse>) session -> make(group, session))
                .toList());
    }

    private void make(List<PlannedChange> group, Warehouse session) {
        try {
            for (var change : group) {
                fence.run();
                progress.at(Stage.APPLYING, change.sentence(), begun.getAndIncrement(), changes.size());
                made(change, session);
            }
        } catch (ChangeFailed e) {
            failed.put(table(group.getFirst()), e);
        }
    }

    private void made(PlannedChange change, Warehouse session) {
        var work = new ChangeWork(change, session);
        work.send(change.sql());
        var inserted = new HashMap<String, Long>();
        work.count(inserted);
        inserted.forEach((table, rows) -> written.merge(table, rows, Long::sum));
    }

    List<ChangeFailed> failed() {
        return List.copyOf(failed.values());
    }

    /** The changes of tables of which none failed. */
    List<PlannedChange> made() {
        return changes.stream()
                .filter(change -> !failed.containsKey(table(change)))
                .toList();
    }

    /** Rows inserted into each table. */
    Map<String, Long> written() {
        return Map.copyOf(written);
    }

    private static String table(PlannedChange change) {
        return change.table().orElseThrow();
    }

    private static boolean isOverTables(PlannedChange change) {
        return change.change() instanceof Change.ReplaceAllEvents;
    }
}
