package dev.sluice.local.law;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What readers of a table that moves have once seen in a column, they see until the column is dropped: archiving a
 * property takes no value away, neither from rows that late events rewrite nor from tables that are built anew.
 */
final class KeptValueLaw implements Law {

    private final Map<NamedEvent, Set<Cell>> seen = new HashMap<>();
    private final Set<NamedProperty> maybeDropped = EnumSet.noneOf(NamedProperty.class);

    private record Cell(String call, String column) {}

    @Override
    public void hold(Moment moment) {
        unsure(moment.world());
        for (var event : moment.events().moving()) {
            var rows = moment.actual(event);
            var kept = seen.getOrDefault(event, Set.of()).stream()
                    .filter(cell -> rows.containsKey(cell.call()))
                    .filter(cell -> maybeDropped.stream()
                            .noneMatch(property -> property.column().equals(cell.column())))
                    .collect(Collectors.toSet());
            var now = cells(rows);
            kept.removeAll(now);
            if (!kept.isEmpty()) {
                throw new AssertionError(moment.events().table(event) + " lost values: " + kept);
            }
            seen.put(event, now);
        }
        forgetDropped();
    }

    private static Set<Cell> cells(Map<String, EventRow> rows) {
        var cells = new HashSet<Cell>();
        rows.forEach((call, row) -> row.values().keySet().forEach(column -> cells.add(new Cell(call, column))));
        return cells;
    }

    /** In the tables that stand still, as well: they are built anew from what there is when they move again. */
    private void forgetDropped() {
        for (var property : maybeDropped) {
            seen.values().forEach(cells -> cells.removeIf(cell -> cell.column().equals(property.column())));
        }
        maybeDropped.clear();
    }

    @Override
    public void unsure(World world) {
        for (var property : NamedProperty.ofEvents()) {
            if (world.properties().isUnsynced(property)) {
                maybeDropped.add(property);
            }
        }
    }
}
