package dev.sluice.local.law;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of an event or a segment that is archived or toggled off stays, row for row, as the last run left it that
 * moved it.
 */
final class FrozenLaw implements Law {

    private final Map<String, List<String>> left = new HashMap<>();
    private final Set<String> moved = new HashSet<>();

    @Override
    public void hold(Moment moment) {
        moved.clear();
        moved.addAll(moment.movingEventTables());
        moved.addAll(moment.movingSegmentTables());
        for (var table : moment.decidedTables()) {
            if (moved.contains(table)) {
                left.put(table, moment.dump().table(table));
            } else if (moment.dump().exists(table)) {
                stayed(table, moment.dump().table(table));
            } else if (left.containsKey(table)) {
                throw new AssertionError("the frozen table %s is gone".formatted(table));
            }
        }
    }

    private void stayed(String table, List<String> now) {
        var before = left.putIfAbsent(table, now);
        if (before != null) {
            Difference.none("the frozen table " + table, before, now);
        }
    }

    /** What that run moved is not known. */
    @Override
    public void unsure(World world) {
        left.keySet().removeAll(moved);
        moved.clear();
    }
}
