package dev.sluice.worker.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The tables that stand and stay as they are, frozen or left out, but for rows of users who are deleted: these have to go
 * from there too.
 */
public final class FrozenTables {

    private FrozenTables() {}

    public static List<String> of(Actual actual, List<EventDiff> diffs) {
        var others = new HashSet<>(EventDiff.movingTables(diffs));
        for (var diff : diffs) {
            if (diff instanceof EventDiff.Rebuild(var _, var event, var _)) {
                others.add(event.table());
            }
        }
        return actual.events().values().stream()
                .map(Actual.AppliedEvent::table)
                .filter(table -> actual.has(table) && !others.contains(table))
                .sorted()
                .toList();
    }

    /** Those of segments, likewise. */
    public static List<String> ofSegments(Actual actual, Desired desired) {
        var frozen = new ArrayList<String>();
        for (var diff : SegmentDiff.between(actual, desired)) {
            switch (diff) {
                case SegmentDiff.Keep(var _, var segment) -> frozen.add(segment.table());
                case SegmentDiff.LeftOut(var standing, var segment) -> {
                    if (standing.isPresent()) {
                        frozen.add(segment.table());
                    }
                }
                case SegmentDiff.Create _, SegmentDiff.Replace _, SegmentDiff.Follow _, SegmentDiff.Nothing _ -> {}
            }
        }
        return frozen;
    }
}
