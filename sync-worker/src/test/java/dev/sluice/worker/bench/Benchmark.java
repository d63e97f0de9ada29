package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.plan.Change;
import dev.sluice.worker.plan.Plan;
import dev.sluice.worker.plan.PlannedChange;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Compares what runs do with the SQL that an expert would write by hand for the same engine and the same result, both in
 * one process on one machine. Not a test: nothing fails when a ratio is missed; it is printed.
 */
public final class Benchmark {

    private static final int TABLES = 200;
    private static final int NEW_EVENTS = 100_000;
    private static final int MOVED_USERS = 10_000;
    private static final int MANY_MOVED_USERS = 100_000;
    private static final int ROUNDS = 3;

    private final BenchEngine engine;
    private final SyntheticDefinitions definitions;
    private final int history;
    private final List<Comparison> comparisons = new ArrayList<>();

    private Benchmark(BenchEngine engine, int history) {
        this.engine = engine;
        this.definitions = new SyntheticDefinitions(engine);
        this.history = history;
    }

    /** @param arguments the engine, the number of raw events of history, and a file for the report */
    public static void main(String[] arguments) throws IOException {
        int history = Integer.parseInt(arguments[1]);
        try (var engine = engine(arguments[0])) {
            var benchmark = new Benchmark(engine, history);
            benchmark.run();
            var report = new Report(engine.name(), history, benchmark.comparisons);
            System.out.println(report.table());
            Files.writeString(Path.of(arguments[2]), report.page());
        }
    }

    private static BenchEngine engine(String name) {
        return switch (name) {
            case "duckdb" -> new DuckDbBench();
            case "postgres" -> new PostgresBench();
            default -> throw new IllegalArgumentException("no such engine: " + name);
        };
    }

    private void run() {
        landing();
        var shop = new Shop(engine, "shop");
        grow(shop);
        rebuilds(shop);
        syncs(shop);
        migrations(shop);
        historyCosts(shop);
    }

    private void grow(Shop shop) {
        int batch = 500_000;
        System.out.printf("Growing a history of %,d raw events%n", history);
        for (int landed = 0; landed < history; landed += batch) {
            shop.sync(Math.min(batch, history - landed));
        }
    }

    private void landing() {
        int rows = Math.min(history, 500_000);
        System.out.printf("Landing %,d raw events%n", rows);
        var generated = new SyntheticEvents(7);
        var events = new ArrayList<List<?>>();
        for (int i = 0; i < rows; i++) {
            events.add(generated.next());
        }
        comparisons.add(Comparison.of(
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

    private void rebuilds(Shop shop) {
        rebuild(shop, "clicks by a selector", 1_001, definitions.clicked(7, 7), definitions.clicked(8, 8));
        rebuild(shop, "pageviews by a glob", 1_002, definitions.viewed(4), definitions.viewed(2));
        rebuild(
                shop,
                "custom events by property and campaign",
                1_003,
                definitions.sold(5, 900),
                definitions.sold(6, 500));
    }

    private void rebuild(
            Shop shop,
            String what,
            long id,
            SyntheticDefinitions.Definition before,
            SyntheticDefinitions.Definition after) {
        shop.define(id, before);
        shop.sync(0);
        var statement = new String[1];
        comparisons.add(Comparison.of(
                "rebuilding one event over %,d raw events: %s".formatted(history, what),
                "a table made by SELECT … WHERE its predicate, put in its place",
                1.2,
                ROUNDS,
                () -> {
                    shop.define(id, after);
                    try (var warehouse = shop.open()) {
                        return timed(() -> statement[0] = rebuildSql(rebuilt(shop, warehouse)));
                    }
                },
                () -> byHand(shop, statement[0], id, after)));
    }

    private static Plan rebuilt(Shop shop, Warehouse warehouse) {
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

    private double byHand(Shop shop, String statement, long id, SyntheticDefinitions.Definition definition) {
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

    private void syncs(Shop shop) {
        System.out.printf("Making %d event tables%n", TABLES);
        var mixed = definitions.mixed(TABLES);
        for (int i = 0; i < TABLES; i++) {
            shop.define(i + 1, mixed.get(i));
        }
        shop.sync(0);
        var plan = new Plan[1];
        comparisons.add(Comparison.of(
                "syncing %,d landed events into %d event tables".formatted(NEW_EVENTS, TABLES),
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
                        return timed(() -> insertByHand(shop, warehouse, plan[0]));
                    }
                }));
    }

    private static void insertByHand(Shop shop, Warehouse warehouse, Plan plan) {
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
    private static String insert(PlannedChange change, SyntheticDefinitions.Definition definition) {
        String statement = change.sql().getFirst();
        return "%s FROM %s AS r WHERE %s"
                .formatted(
                        statement.substring(0, statement.indexOf(" FROM " + Staging.TAGGED_ROWS)),
                        Staging.TOUCHED_ROWS,
                        definition.predicate());
    }

    private void migrations(Shop shop) {
        var movers = new Movers(0, MOVED_USERS);
        migrate(shop, movers, ROUNDS);
        var setBased = comparisons.getLast();
        var oneByOne = new ArrayList<Double>();
        try (var warehouse = shop.open()) {
            int sample = 5;
            oneByOne.add(timed(() -> moveOneByOne(warehouse, movers.here().limit(sample))) * MOVED_USERS / sample);
        }
        comparisons.add(new Comparison(
                setBased.what(), "one UPDATE for each user and table (5 users timed)", setBased.ours(), oneByOne, 0.5));
        migrate(shop, new Movers(MOVED_USERS, MANY_MOVED_USERS), 1);
    }

    private void migrate(Shop shop, Movers movers, int rounds) {
        comparisons.add(Comparison.of(
                "moving %,d users over %d event tables".formatted(movers.count(), TABLES),
                "one UPDATE … FROM for each table",
                1.2,
                rounds,
                () -> {
                    try (var warehouse = shop.open()) {
                        movers.stage(warehouse);
                        return timed(() -> {
                            var landed = shop.integrate(warehouse, shop.events().position(), 0, movers.count());
                            shop.run(warehouse, landed);
                            warehouse.commit();
                        });
                    }
                },
                () -> {
                    try (var warehouse = shop.open()) {
                        movers.stage(warehouse);
                        return timed(() -> {
                            moveByHand(warehouse);
                            warehouse.commit();
                        });
                    }
                }));
    }

    private static LongStream tables() {
        return LongStream.rangeClosed(1, TABLES);
    }

    private static void moveByHand(Warehouse warehouse) {
        var names = new ArrayList<>(List.of("sessions", "pageviews"));
        tables().forEach(id -> names.add(Shop.table(id)));
        for (var name : names) {
            warehouse.execute("UPDATE %s AS t SET user_id = m.to_user_id FROM %s AS m WHERE t.user_id = m.from_user_id"
                    .formatted(warehouse.table(name), Staging.CHANGED_MIGRATIONS));
        }
    }

    private static void moveOneByOne(Warehouse warehouse, LongStream users) {
        users.forEach(user -> tables().forEach(id -> warehouse.execute("UPDATE %s SET user_id = %d WHERE user_id = %d"
                .formatted(warehouse.table(Shop.table(id)), Movers.next(user), user))));
    }

    private void historyCosts(Shop grown) {
        var young = new Shop(engine, fresh("young"));
        var mixed = definitions.mixed(TABLES);
        for (int i = 0; i < TABLES; i++) {
            young.define(i + 1, mixed.get(i));
        }
        young.sync(history / 10);
        comparisons.add(Comparison.of(
                "a whole run for 10,000 new events after %,d".formatted(history),
                "the same after a tenth of that",
                1.2,
                ROUNDS,
                () -> timed(() -> grown.sync(10_000)),
                () -> timed(() -> young.sync(10_000))));
    }
}
