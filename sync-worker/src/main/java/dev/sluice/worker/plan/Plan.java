package dev.sluice.worker.plan;

import java.util.List;

/** The ordered changes that make a warehouse match a snapshot. */
public record Plan(long revision, long landedEvents, List<PlannedChange> changes) {

    public Plan {
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
