package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Moving users over many event tables, against updates written by hand. */
record Moves(Shop shop) implements Part {

    private static final int USERS = 10_000;
    private static final int MANY_USERS = 100_000;
    private static final int SAMPLE = 5;

    @Override
    public List<Comparison> compare() {
        var movers = new Movers(0, USERS);
        var setBased = move(movers, ROUNDS);
        var oneByOne = new Comparison(
                setBased.what(),
                "one UPDATE for each user and table (%d users timed)".formatted(SAMPLE),
                setBased.ours(),
                List.of(oneByOne(movers)),
                0.5);
        return List.of(setBased, oneByOne, move(new Movers(USERS, MANY_USERS), 1));
    }

    private Comparison move(Movers movers, int rounds) {
        return Comparison.of(
                "moving %,d users over %d event tables".formatted(movers.count(), Shop.TABLES),
                "one UPDATE … FROM for each table, and the migrations told",
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
                });
    }

    private static LongStream tables() {
        return LongStream.rangeClosed(1, Shop.TABLES);
    }

    /** And tells of it in the table that says who is who now, as a run does. */
    private static void moveByHand(Warehouse warehouse) {
        warehouse.execute(
                "INSERT INTO %s (from_user_id, to_user_id, \"time\") SELECT from_user_id, to_user_id, \"time\" FROM %s"
                        .formatted(warehouse.table("user_migrations"), Staging.CHANGED_MIGRATIONS));
        var names = new ArrayList<>(List.of("sessions", "pageviews"));
        tables().forEach(id -> names.add(Shop.table(id)));
        for (var name : names) {
            warehouse.execute("UPDATE %s AS t SET user_id = m.to_user_id FROM %s AS m WHERE t.user_id = m.from_user_id"
                    .formatted(warehouse.table(name), Staging.CHANGED_MIGRATIONS));
        }
    }

    /** @return seconds for all, by a few of them */
    private double oneByOne(Movers movers) {
        try (var warehouse = shop.open()) {
            return timed(() -> moveOneByOne(warehouse, movers.here().limit(SAMPLE))) * USERS / SAMPLE;
        }
    }

    private static void moveOneByOne(Warehouse warehouse, LongStream users) {
        users.forEach(user -> tables().forEach(id -> warehouse.execute("UPDATE %s SET user_id = %d WHERE user_id = %d"
                .formatted(warehouse.table(Shop.table(id)), Movers.next(user), user))));
    }
}
