package dev.sluice.worker.snapshot;

import dev.sluice.worker.match.Matcher;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.segment.SyncedSegments;
import dev.sluice.worker.warehouse.Target;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Everything that should be in one warehouse, at one revision, in the words of a run.
 *
 * @param matchers by definition id, with the parts of combos
 * @param since by definition id, where a table is to begin later than history does
 * @param storedNames under which raw events hold the custom properties, by the keys they were sent with
 * @param propertyKeys with which properties were sent, by property id
 * @param definitions matchers as readable JSON, by definition id
 * @param segments what the segments look at that are synced
 */
public record SyncSnapshot(
        Target target,
        Desired desired,
        Map<Long, Matcher> matchers,
        Map<Long, Instant> since,
        Map<String, String> storedNames,
        Map<Long, String> propertyKeys,
        Map<Long, String> definitions,
        SyncedSegments segments) {

    public SyncSnapshot {
        matchers = Map.copyOf(matchers);
        since = Map.copyOf(since);
        storedNames = Map.copyOf(storedNames);
        propertyKeys = Map.copyOf(propertyKeys);
        definitions = Map.copyOf(definitions);
    }

    /** Without segments. */
    public SyncSnapshot(
            Target target,
            Desired desired,
            Map<Long, Matcher> matchers,
            Map<Long, Instant> since,
            Map<String, String> storedNames,
            Map<Long, String> propertyKeys,
            Map<Long, String> definitions) {
        this(target, desired, matchers, since, storedNames, propertyKeys, definitions, SyncedSegments.NONE);
    }

    /** The same, for a run that leaves tables out. */
    public SyncSnapshot leavingOut(Set<String> tables) {
        return with(desired.leavingOut(tables));
    }

    /** The same, for a run that brings the tables of some events up to date: all others wait. */
    public SyncSnapshot only(Set<Long> definitionIds) {
        return with(desired.only(definitionIds));
    }

    /** The same, where tables of some events wait. */
    public SyncSnapshot lettingWait(Set<Long> definitionIds) {
        return with(desired.lettingWait(definitionIds));
    }

    private SyncSnapshot with(Desired other) {
        return new SyncSnapshot(target, other, matchers, since, storedNames, propertyKeys, definitions, segments);
    }

    /** The same, with every definition beginning when history does: segments count all of it. */
    public SyncSnapshot ofAllHistory() {
        return new SyncSnapshot(target, desired, matchers, Map.of(), storedNames, propertyKeys, definitions, segments);
    }
}
