package dev.sluice.worker.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the plan that fills the gaps of one property in place. */
public final class BackfillPlanner {

    private BackfillPlanner() {}

    /**
     * The gaps of the property in the tables that move; frozen ones stay as they are, and so does everything where the property
     * has been archived or unsynced since the backfill was asked for.
     */
    public static List<Gap> gaps(Actual actual, Desired desired, long propertyId) {
        return actual.gaps().stream()
                .filter(gap -> desired.propertyOf(gap)
                        .filter(property -> property.id() == propertyId && property.isActive())
                        .isPresent())
                .filter(gap -> actual.moves(gap.table()))
                .toList();
    }

    /** @param missing rows that lack a value by each of the {@link #gaps} */
    public static Plan plan(
            Actual actual, Desired desired, long propertyId, Map<Gap, Long> missing, Dialect dialect, Layout layout) {
        var describer = new Describer(dialect, layout);
        Map<String, List<Gap>> byTable = gaps(actual, desired, propertyId).stream()
                .collect(Collectors.groupingBy(Gap::table, LinkedHashMap::new, Collectors.toList()));
        var changes = new ArrayList<PlannedChange>();
        byTable.forEach((table, gaps) ->
                ofTable(actual, desired, gaps, missing).forEach(change -> changes.add(describer.describe(change))));
        return new Plan(desired.revision(), 0, changes);
    }

    private static List<Change> ofTable(Actual actual, Desired desired, List<Gap> gaps, Map<Gap, Long> missing) {
        var property = desired.propertyOf(gaps.getFirst()).orElseThrow();
        String table = gaps.getFirst().table();
        long rows =
                gaps.stream().mapToLong(gap -> missing.getOrDefault(gap, 0L)).sum();
        if (rows == 0) {
            return gaps.stream().<Change>map(Change.ForgetGap::new).toList();
        }
        var changes = new ArrayList<Change>();
        new PropertyInTable(
                        table, property, actual.column(table, property.column().name()), gaps, true)
                .alteration(actual.rowsOf(table))
                .ifPresent(changes::add);
        changes.add(new Change.FillGap(gaps, property.column(), rows));
        return changes;
    }
}
