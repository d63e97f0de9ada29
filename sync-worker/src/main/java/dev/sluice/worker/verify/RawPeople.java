package dev.sluice.worker.verify;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/**
 * Holds users and migrations against the feeds, and lands again what differs. Whoever has changed since the warehouse
 * read of them is left aside: the feeds tell only how users are now.
 */
final class RawPeople {

    private static final String DIFFERING_USERS = "differing_users";
    private static final String DIFFERING_MIGRATIONS = "differing_migrations";

    private final Warehouse warehouse;
    private final Comparisons comparisons;

    RawPeople(Warehouse warehouse, Comparisons comparisons) {
        this.warehouse = warehouse;
        this.comparisons = comparisons;
    }

    void verify(Sources sources, long feedPosition) {
        sources.loadPeople(warehouse, feedPosition);
        try (var load = warehouse.load(Staging.DELETED_USERS)) {
            sources.changedSince(feedPosition).forEach(id -> load.add(List.of(id, 0L)));
        }
        verifyUsers();
        verifyMigrations();
        warehouse.execute("DELETE FROM " + Staging.DELETED_USERS);
        warehouse.script("integrate_users");
    }

    private void verifyUsers() {
        var dialect = warehouse.dialect();
        String users = warehouse.raw(Staging.RAW_USERS);
        warehouse.stage(
                DIFFERING_USERS,
                InternalRows.compare(
                                values(
                                        dialect,
                                        dialect.properties("r.properties"),
                                        dialect.properties("r.property_times")),
                                Staging.LANDED_USERS + " AS r WHERE NOT r.retired AND " + unchanged("user_id"),
                                values(dialect, "r.properties", "r.property_times"),
                                users + " AS r WHERE " + unchanged("user_id"))
                        .byKey());
        comparisons.addCounted(Staging.RAW_USERS, DIFFERING_USERS);
        keepDiffering(Staging.LANDED_USERS, "user_id", DIFFERING_USERS);
        warehouse.execute("""
                INSERT INTO %s (user_id, retired) SELECT d.c0, TRUE FROM %s AS d
                WHERE d.surplus > 0 AND d.c0 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s AS l WHERE l.user_id = d.c0)
                """.formatted(Staging.LANDED_USERS, DIFFERING_USERS, Staging.LANDED_USERS));
        warehouse.execute("DELETE FROM %s WHERE user_id IS NULL".formatted(users));
    }

    private static List<String> values(Dialect dialect, String properties, String times) {
        return List.of(
                "r.user_id",
                "r.identity",
                "r.joindate",
                "r.last_modified",
                dialect.comparable(properties),
                dialect.comparable(times));
    }

    private void verifyMigrations() {
        String time = warehouse.dialect().quote("time");
        String migrations = warehouse.raw(Staging.RAW_MIGRATIONS);
        warehouse.stage(
                DIFFERING_MIGRATIONS,
                InternalRows.compare(
                                List.of("r.from_user_id", "r.to_user_id", "r." + time),
                                Staging.CHANGED_MIGRATIONS + " AS r WHERE NOT r.withdrawn AND "
                                        + unchanged("from_user_id"),
                                migrations + " AS r WHERE " + unchanged("from_user_id"))
                        .byKey());
        comparisons.addCounted(Staging.RAW_MIGRATIONS, DIFFERING_MIGRATIONS);
        keepDiffering(Staging.CHANGED_MIGRATIONS, "from_user_id", DIFFERING_MIGRATIONS);
        warehouse.execute("""
                INSERT INTO %s (from_user_id, to_user_id, %s, withdrawn) SELECT r.from_user_id, r.to_user_id, r.%s, TRUE
                FROM %s AS r
                WHERE r.from_user_id IN (SELECT c0 FROM %s WHERE surplus > 0)
                  AND NOT EXISTS (SELECT 1 FROM %s AS c WHERE c.from_user_id = r.from_user_id)
                """.formatted(
                Staging.CHANGED_MIGRATIONS, time, time, migrations, DIFFERING_MIGRATIONS, Staging.CHANGED_MIGRATIONS));
        warehouse.execute("DELETE FROM %s WHERE from_user_id IS NULL".formatted(migrations));
    }

    private void keepDiffering(String staged, String key, String differing) {
        warehouse.execute("DELETE FROM %s WHERE %s IN (SELECT c0 FROM %s WHERE missing = 0 AND surplus = 0)"
                .formatted(staged, key, differing));
        // Whoever changed while the feed was read.
        warehouse.execute(
                "DELETE FROM %s WHERE %s IN (SELECT user_id FROM %s)".formatted(staged, key, Staging.DELETED_USERS));
    }

    private static String unchanged(String key) {
        return "NOT EXISTS (SELECT 1 FROM %s AS c WHERE c.user_id = r.%s)".formatted(Staging.DELETED_USERS, key);
    }
}
