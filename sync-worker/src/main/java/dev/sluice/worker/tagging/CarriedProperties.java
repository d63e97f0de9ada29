package dev.sluice.worker.tagging;

import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out which custom properties the rows carry that are staged for tables of events. */
public final class CarriedProperties {

    private final Warehouse warehouse;
    private final List<EventDiff> diffs;
    private final Map<Long, BuiltRows> built;

    /** @param built what tagging told of the rows of tables that are to be built */
    public CarriedProperties(Warehouse warehouse, List<EventDiff> diffs, Map<Long, BuiltRows> built) {
        this.warehouse = warehouse;
        this.diffs = diffs;
        this.built = built;
    }

    /** Rows of tables that go on are laid together; of tables that are built they are looked for in all history. */
    public Map<Long, Set<String>> byDefinition() {
        var carried = new HashMap<Long, Set<String>>();
        carriedBy(Staging.TAGGED_ROWS + " AS e", "TRUE", "e", carried);
        built.forEach((id, rows) -> carried.put(id, rows.carried()));
        if (diffs.stream().anyMatch(this::isBuiltFromVerdicts)) {
            carriedBy(
                    "%s AS m JOIN %s AS e ON e.event_id = m.event_id"
                            .formatted(Staging.MATCHES, warehouse.raw(Staging.RAW_EVENTS)),
                    "NOT EXISTS (SELECT 1 FROM %s AS t WHERE t.event_definition_id = m.event_definition_id)"
                            .formatted(Staging.TAGGED_ROWS),
                    "m",
                    carried);
        }
        return carried;
    }

    private boolean isBuiltFromVerdicts(EventDiff diff) {
        return switch (diff) {
            case EventDiff.Create _, EventDiff.Rebuild _ ->
                !built.containsKey(diff.desired().definitionId());
            case EventDiff.FillBeside _,
                    EventDiff.Extend _,
                    EventDiff.Wait _,
                    EventDiff.LeftOut _,
                    EventDiff.Keep _,
                    EventDiff.Nothing _ -> false;
        };
    }

    /** @param tagged the alias of what tells the definition; the raw rows are {@code e} */
    private void carriedBy(String relation, String condition, String tagged, Map<Long, Set<String>> carried) {
        var dialect = warehouse.dialect();
        warehouse.query(
                "SELECT DISTINCT %s.event_definition_id, %s FROM %s%s WHERE %s"
                        .formatted(
                                tagged, dialect.storedNames("e"), relation, dialect.besideStoredNames("e"), condition),
                row -> carried.computeIfAbsent(row.number(1), _ -> new HashSet<>())
                        .add(row.text(2)));
    }
}
