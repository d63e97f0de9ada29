package dev.sluice.worker.plan;

import java.util.List;

/** The ordered changes that make a warehouse match a snapshot. */
public record Plan(long revision, long landedEvents, List<PlannedChange> changes) {

    public Plan {
        changes = List.copyOf(changes);
    }

    /** Of a run that has landed others before it made the plan. */
    public Plan withMoreLanded(long events) {
        return new Plan(revision, landedEvents + events, changes);
    }

    /** An estimate of the rows that it inserts, updates and deletes in the tables that people query. */
    public long writtenRows() {
        return changes.stream()
                .mapToLong(planned -> ChangeScope.writtenRows(planned.change()))
                .sum();
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
