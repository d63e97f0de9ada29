package dev.sluice.local.law;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Opens what a world publishes again and again, whatever runs do meanwhile, and looks whether it is whole each time.
 * One at a time in a process: the engine gives a file that is open already to whoever opens its path once more.
 */
final class Reader implements AutoCloseable {

    private final World world;
    private final Set<String> everFull = new HashSet<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile int looks;

    private Reader(World world) {
        this.world = world;
        this.thread = Thread.ofPlatform().name("reader").start(this::read);
    }

    /** @param world that has been synced, so that there is a file */
    static Reader of(World world) {
        return new Reader(world);
    }

    int looks() {
        return looks;
    }

    /** @throws AssertionError when one look met something that is not whole */
    void requireContent() {
        if (failure.get() != null) {
            throw new AssertionError(failure.get().getMessage(), failure.get());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        requireContent();
    }

    private void read() {
        try {
            while (!closed) {
                look();
                looks = looks + 1;
            }
        } catch (AssertionError | RuntimeException e) {
            failure.set(e);
        }
    }

    private void look() {
        try (var warehouse = world.open()) {
            var dump = new Dump(warehouse);
            everythingIsThere(dump);
            allEventsIsTheUnion(dump);
            rowsAreOfWholeRuns(dump);
            segmentsAreOfOneRun(dump);
        }
    }

    /** Histories for readers leave no table empty that had rows. */
    private void everythingIsThere(Dump dump) {
        for (var table : dump.column("SELECT event_table_name FROM _sync_info")) {
            if (!dump.exists(table)) {
                throw new AssertionError(table + " is missing");
            }
        }
        for (var table : everFull) {
            if (!dump.exists(table) || dump.isEmpty(table)) {
                throw new AssertionError(table + " had rows, and is missing or empty now");
            }
        }
        dump.column("SELECT DISTINCT event_table_name FROM _event_metadata").stream()
                .filter(table -> !dump.isEmpty(table))
                .forEach(everFull::add);
    }

    private static void allEventsIsTheUnion(Dump dump) {
        var tables = dump.column("SELECT DISTINCT event_table_name FROM all_events");
        for (var table : tables) {
            none(dump, "all_events and %s differ".formatted(table), """
                    (SELECT event_id, user_id FROM all_events WHERE event_table_name = '%1$s' EXCEPT ALL
                     SELECT event_id, user_id FROM "%1$s")
                    UNION ALL
                    (SELECT event_id, user_id FROM "%1$s" EXCEPT ALL
                     SELECT event_id, user_id FROM all_events WHERE event_table_name = '%1$s')""".formatted(table));
        }
        none(
                dump,
                "rows of one key",
                "SELECT event_id, event_table_name FROM all_events GROUP BY ALL HAVING count(*) > 1");
        none(
                dump,
                "retired users",
                "SELECT user_id FROM all_events WHERE user_id IN (SELECT from_user_id FROM user_migrations)");
    }

    /** The witness has every event, so its rows are as many as one of the runs has landed, and all others are among them. */
    private void rowsAreOfWholeRuns(Dump dump) {
        long rows = Long.parseLong(
                dump.column("SELECT count(*) FROM " + World.WITNESS).getFirst());
        if (!world.occurrences().contains(rows)) {
            throw new AssertionError("%d events, when runs landed %s".formatted(rows, world.occurrences()));
        }
        none(
                dump,
                "all_events and the witness differ",
                "SELECT event_id, user_id FROM all_events EXCEPT SELECT event_id, user_id FROM " + World.WITNESS);
        none(
                dump,
                "sessions and the witness differ",
                "SELECT user_id, session_id FROM sessions EXCEPT SELECT user_id, session_id FROM " + World.WITNESS);
        none(dump, "users lacks", "SELECT user_id FROM %s EXCEPT SELECT user_id FROM users".formatted(World.WITNESS));
    }

    /** Histories for readers leave no segment frozen. */
    private static void segmentsAreOfOneRun(Dump dump) {
        var members = dump
                .column("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = current_schema() AND starts_with(table_name, 'segment_')")
                .stream()
                .map("SELECT user_id, as_of FROM \"%s\""::formatted)
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
        none(
                dump,
                "in segments, but not in users",
                "SELECT user_id FROM " + members + " EXCEPT SELECT user_id FROM users");
        none(
                dump,
                "users are in segments as of several times",
                "SELECT count(DISTINCT as_of) FROM " + members + " HAVING count(DISTINCT as_of) > 1");
    }

    private static void none(Dump dump, String wrong, String sql) {
        List<List<String>> rows = dump.rows(sql);
        if (!rows.isEmpty()) {
            throw new AssertionError(wrong + ": " + rows);
        }
    }
}
