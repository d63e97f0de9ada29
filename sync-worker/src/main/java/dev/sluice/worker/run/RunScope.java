package dev.sluice.worker.run;

import java.util.Collections;
import java.util.Set;

/**
 * Which tables of events a run brings up to date. Others wait for their rows of later events; what a run does beyond
 * these, it does in all tables.
 *
 * @param onlyEvents by definition; empty for all
 */
public record RunScope(Set<Long> onlyEvents) {

    public static final RunScope EVERYTHING = new RunScope(Set.of());

    public RunScope {
        onlyEvents = Set.copyOf(onlyEvents);
    }

    public boolean isEverything() {
        return onlyEvents.isEmpty();
    }

    /** What waits does so together: a run over a table that waits from before is one over everything. */
    RunScope with(Set<Long> waiting) {
        return Collections.disjoint(onlyEvents, waiting) ? this : EVERYTHING;
    }
}
