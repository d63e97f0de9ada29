package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import java.util.List;

/** What a run costs by how much has landed before, with the same tables. */
record HistoryCosts(BenchEngine engine, Shop shop, int history) implements Part {

    private static final int NEW_EVENTS = 10_000;

    @Override
    public List<Comparison> compare() {
        engine.drop("young");
        var young = new Shop(engine, "young");
        young.defineAs(shop);
        young.sync(history / 10);
        return List.of(Comparison.of(
                "a whole run for %,d new events after %,d".formatted(NEW_EVENTS, history),
                "the same after a tenth of that",
                1.2,
                ROUNDS,
                () -> timed(() -> shop.sync(NEW_EVENTS)),
                () -> timed(() -> young.sync(NEW_EVENTS))));
    }
}
