package dev.sluice.worker.run;

import java.util.Set;

/**
 * Which tables of events a run brings up to date. Others wait for their rows; what a run does beyond rows of events, it
 * does in all tables.
 *
 * @param onlyEvents by definition; empty for all
 */
public record RunScope(Set<Long> onlyEvents) {

    public static final RunScope EVERYTHING = new RunScope(Set.of());

    public RunScope {
        onlyEvents = Set.copyOf(onlyEvents);
    }

    boolean isEverything() {
        return onlyEvents.isEmpty();
    }
}
