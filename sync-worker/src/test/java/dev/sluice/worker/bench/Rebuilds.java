package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.bench.SyntheticDefinitions.Definition;
import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** Rebuilding the table of a changed event, against a query with its predicate written by hand. */
record Rebuilds(BenchEngine engine, Shop shop, SyntheticDefinitions definitions, int history) implements Part {

    @Override
    public List<Comparison> compare() {
        return List.of(
                rebuild("clicks by a selector", 1_001, definitions.clicked(7, 7), definitions.clicked(8, 8)),
                rebuild("pageviews by a glob", 1_002, definitions.viewed(4), definitions.viewed(2)),
                rebuild(
                        "custom events by property and campaign",
                        1_003,
                        definitions.sold(5, 900),
                        definitions.sold(6, 500)));
    }

    private Comparison rebuild(String what, long id, Definition before, Definition after) {
        shop.define(id, before);
        shop.sync(0);
        var statement = new String[1];
        return Comparison.of(
                "rebuilding one event over %,d raw events: %s".formatted(history, what),
                "a table made by SELECT … WHERE its predicate, put in its place",
                1.2,
                ROUNDS,
                () -> {
                    shop.define(id, after);
                    try (var warehouse = shop.open()) {
                        return timed(() -> statement[0] = rebuildSql(rebuilt(warehouse)));
                    }
                },
                () -> byHand(statement[0], id, after));
    }

    private Plan rebuilt(Warehouse warehouse) {
        var plan = shop.run(warehouse, shop.land(warehouse, 0));
        warehouse.commit();
        return plan;
    }

    private static String rebuildSql(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.change() instanceof Change.RebuildEventTable)
                .map(change -> change.sql().getFirst())
                .findFirst()
                .orElseThrow();
    }

    private double byHand(String statement, long id, Definition definition) {
        try (var warehouse = shop.open()) {
            String columns =
                    statement.substring(statement.indexOf("SELECT "), statement.indexOf(" FROM " + Staging.rowsOf(id)));
            String query = "%s FROM %s AS r WHERE %s"
                    .formatted(columns, warehouse.raw(Staging.EVENT_ROWS), definition.predicate());
            return timed(() -> {
                engine.replace(warehouse.table(Shop.table(id)), query).forEach(warehouse::execute);
                warehouse.commit();
            });
        }
    }
}
