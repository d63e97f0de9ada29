package dev.sluice.worker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Compares what runs do with the SQL that an expert would write by hand for the same engine and the same result, both in
 * one process on one machine. Not a test: nothing fails when a ratio is missed; it is printed.
 */
public final class Benchmark {

    private static final List<String> PARTS = List.of("landing", "rebuild", "sync", "history", "move");
    private static final List<String> OVER_MANY_TABLES = PARTS.subList(2, PARTS.size());
    private static final int BATCH = 500_000;

    private final BenchEngine engine;
    private final SyntheticDefinitions definitions;
    private final int history;

    private Benchmark(BenchEngine engine, int history) {
        this.engine = engine;
        this.definitions = new SyntheticDefinitions(engine);
        this.history = history;
    }

    /**
     * @param arguments the engine, the number of raw events of history, a file for the report, and the parts to do: all
     *     where none is named; the report is of all, so that a few are only printed
     */
    public static void main(String[] arguments) throws IOException {
        int history = Integer.parseInt(arguments[1]);
        var named = Arrays.asList(arguments).subList(3, arguments.length);
        if (!PARTS.containsAll(named)) {
            throw new IllegalArgumentException("the parts are " + String.join(", ", PARTS));
        }
        try (var engine = engine(arguments[0])) {
            var parts = named.isEmpty() ? PARTS : named;
            var report = new Report(engine.name(), history, new Benchmark(engine, history).run(parts));
            System.out.println(report.table());
            if (named.isEmpty()) {
                Files.writeString(Path.of(arguments[2]), report.page());
            }
        }
    }

    private static BenchEngine engine(String name) {
        return switch (name) {
            case "duckdb" -> new DuckDbBench();
            case "postgres" -> new PostgresBench();
            default -> throw new IllegalArgumentException("no such engine: " + name);
        };
    }

    private List<Comparison> run(List<String> parts) {
        var comparisons = new ArrayList<Comparison>();
        if (parts.contains("landing")) {
            comparisons.addAll(new Landings(engine, history).compare());
        }
        boolean manyTables = !Collections.disjoint(parts, OVER_MANY_TABLES);
        if (!manyTables && !parts.contains("rebuild")) {
            return comparisons;
        }
        var shop = new Shop(engine, "shop");
        grow(shop);
        if (parts.contains("rebuild")) {
            comparisons.addAll(new Rebuilds(engine, shop, definitions, history).compare());
        }
        if (manyTables) {
            comparisons.addAll(withManyTables(shop, parts));
        }
        return comparisons;
    }

    private void grow(Shop shop) {
        System.out.printf("Growing a history of %,d raw events%n", history);
        for (int landed = 0; landed < history; landed += BATCH) {
            shop.sync(Math.min(BATCH, history - landed));
        }
    }

    private List<Comparison> withManyTables(Shop shop, List<String> parts) {
        System.out.printf("Making %d event tables%n", Shop.TABLES);
        shop.defineMany(definitions);
        shop.sync(0);
        var comparisons = new ArrayList<Comparison>();
        if (parts.contains("sync")) {
            comparisons.addAll(new Syncs(shop).compare());
        }
        if (parts.contains("history")) {
            comparisons.addAll(new HistoryCosts(engine, shop, history).compare());
        }
        if (parts.contains("move")) {
            comparisons.addAll(new Moves(shop).compare());
        }
        return comparisons;
    }
}
