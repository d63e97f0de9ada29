package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.bench.SyntheticDefinitions.Definition;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** Bringing landed events into many event tables, against a statement for each table written by hand. */
record Syncs(Shop shop) implements Part {

    private static final int NEW_EVENTS = 100_000;

    @Override
    public List<Comparison> compare() {
        var plan = new Plan[1];
        return List.of(Comparison.of(
                "syncing %,d landed events into %d event tables".formatted(NEW_EVENTS, Shop.TABLES),
                "an INSERT … SELECT … WHERE its predicate for each table",
                0.5,
                ROUNDS,
                () -> {
                    try (var warehouse = shop.open()) {
                        var landed = shop.land(warehouse, NEW_EVENTS);
                        return timed(() -> {
                            plan[0] = shop.run(warehouse, landed);
                            warehouse.commit();
                        });
                    }
                },
                () -> {
                    try (var warehouse = shop.open()) {
                        shop.land(warehouse, NEW_EVENTS);
                        return timed(() -> insertByHand(warehouse, plan[0]));
                    }
                }));
    }

    private void insertByHand(Warehouse warehouse, Plan plan) {
        for (var change : plan.changes()) {
            if (change.change() instanceof Change.AppendRows(var _, Change.Rows.Matches(var id), var _, var _)) {
                warehouse.execute(insert(change, shop.definition(id)));
            } else if (change.change() instanceof Change.AppendRows) {
                change.sql().forEach(warehouse::execute);
            }
        }
        warehouse.commit();
    }

    /** The expert has no verdicts, and so no rows laid together: each table looks at all. */
    private static String insert(PlannedChange change, Definition definition) {
        String statement = change.sql().getFirst();
        return "%s FROM %s AS r WHERE %s"
                .formatted(
                        statement.substring(0, statement.indexOf(" FROM " + Staging.TAGGED_ROWS)),
                        Staging.TOUCHED_ROWS,
                        definition.predicate());
    }
}
