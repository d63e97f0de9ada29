package dev.sluice.local.law;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of an event that is archived or toggled off stays, row for row, as the last run left it that moved it. */
final class FrozenLaw implements Law {

    private final Map<NamedEvent, List<String>> left = new EnumMap<>(NamedEvent.class);
    private final Set<NamedEvent> moved = EnumSet.noneOf(NamedEvent.class);

    @Override
    public void hold(Moment moment) {
        moved.clear();
        for (var event : NamedEvent.values()) {
            String table = moment.events().table(event);
            if (moment.events().moves(event)) {
                moved.add(event);
                left.put(event, moment.dump().table(table));
            } else if (moment.dump().exists(table)) {
                stayed(event, table, moment.dump().table(table));
            } else if (left.containsKey(event)) {
                throw new AssertionError("the table %s of a frozen event is gone".formatted(table));
            }
        }
    }

    private void stayed(NamedEvent event, String table, List<String> now) {
        var before = left.putIfAbsent(event, now);
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
