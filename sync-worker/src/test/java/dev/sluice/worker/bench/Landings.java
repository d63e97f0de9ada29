package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;

/** Landing raw events, against the engine's fastest way in, which does nothing but store them. */
record Landings(BenchEngine engine, int history) implements Part {

    private static final int MOST_ROWS = 500_000;

    @Override
    public List<Comparison> compare() {
        int rows = Math.min(history, MOST_ROWS);
        System.out.printf("Landing %,d raw events%n", rows);
        var generated = new SyntheticEvents(7);
        var events = new ArrayList<List<?>>();
        for (int i = 0; i < rows; i++) {
            events.add(generated.next());
        }
        return List.of(Comparison.of(
                "landing %,d raw events, sessions derived".formatted(rows),
                engine.fastestLoad(),
                1 / 0.7,
                ROUNDS,
                () -> land(events),
                () -> engine.load(fresh("plain"), Shop.LAYOUT, events)));
    }

    private double land(List<List<?>> events) {
        var shop = new Shop(engine, fresh("landing"));
        try (var warehouse = shop.open()) {
            return timed(() -> {
                load(warehouse, events);
                shop.integrate(warehouse, 0, events.size(), 0);
                warehouse.commit();
            });
        }
    }

    private static void load(Warehouse warehouse, List<List<?>> events) {
        try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
            events.forEach(load::add);
        }
    }

    private String fresh(String database) {
        engine.drop(database);
        return database;
    }
}
