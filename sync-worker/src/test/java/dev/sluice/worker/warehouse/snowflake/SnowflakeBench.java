package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.warehouse.contract.SmallShop;
import dev.sluice.worker.warehouse.snowflake.standin.SnowflakeStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what runs send to Snowflake, by what the stand-in is asked: how long it would take there no stand-in can tell,
 * but each round trip takes its time, and the warehouse is awake from the first statement to the last.
 */
public final class SnowflakeBench {

    private static final List<Integer> TABLES = List.of(1, 20, 200);
    private static final int EVENTS = 1_000;
    private static final int USERS = 100;
    private static final String UNDEFINED = "other";

    private final int tables;
    private final SmallShop shop;
    private final SnowflakeStandIn server;
    private final List<Counted> counted = new ArrayList<>();

    private SnowflakeBench(int tables, SnowflakeEngine engine) {
        this.tables = tables;
        this.shop = new SmallShop(engine);
        this.server = ((StandInAccount) engine.account()).server();
    }

    /** @param requests of the protocol, of which some are no statements: to log in and out, and to renew tokens */
    private record Counted(
            int tables, String run, long statements, long requests, long logins, long files, long stagedBytes) {

        String row() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %s | %d | %d | %d | %d | %,d |",
                    tables,
                    run,
                    statements,
                    requests,
                    logins,
                    files,
                    stagedBytes);
        }
    }

    /** @param arguments a file for the report */
    public static void main(String[] arguments) throws IOException {
        var rows = new ArrayList<String>();
        for (int tables : TABLES) {
            try (var engine = SnowflakeEngine.onStandIn()) {
                for (var counted : new SnowflakeBench(tables, engine).count()) {
                    System.out.println(counted.row());
                    rows.add(counted.row());
                }
            }
        }
        Files.writeString(Path.of(arguments[0]), page(String.join("\n", rows)));
    }

    private List<Counted> count() {
        for (int table = 0; table < tables; table++) {
            shop.define(table(table), name(table));
        }
        shop.property("amount", "amount", ColumnType.BIGINT);
        for (long user = 1; user <= USERS; user++) {
            shop.user(user, null, SmallShop.START, Map.of("amount", "1"));
        }
        capture();
        run("the first: %,d events, %d users".formatted(EVENTS, USERS));
        capture();
        run("%,d new events".formatted(EVENTS));
        shop.define(table(0), UNDEFINED);
        run("one changed definition");
        for (long user = 1; user <= USERS; user++) {
            shop.user(USERS + user, "user " + user, SmallShop.START, Map.of("amount", "2"));
            shop.migrate(user, USERS + user);
        }
        run("%d moved users".formatted(USERS));
        run("one that opens the warehouse and finds nothing to do");
        return counted;
    }

    private static String table(int number) {
        return "event_%03d".formatted(number);
    }

    private static String name(int number) {
        return "event " + number;
    }

    /** Of all events in turn, and every tenth of no definition yet. */
    private void capture() {
        for (int i = 0; i < EVENTS; i++) {
            String name = i % 10 == 0 ? UNDEFINED : name(i % tables);
            shop.capture(name, 1 + i % USERS, Map.of("amount", Integer.toString(i)));
        }
    }

    private void run(String what) {
        server.log().clear();
        shop.run();
        var log = server.log();
        long logins = log.requests().stream()
                .filter(request -> request.path().endsWith("login-request"))
                .count();
        counted.add(new Counted(
                tables,
                what,
                log.statements().size(),
                log.requests().size(),
                logins,
                log.stagedFiles(),
                log.stagedBytes()));
    }

    private static String page(String rows) {
        return """
                # What runs send to Snowflake

                `./sluice bench snowflake` counts it at the stand-in that the tests use, which speaks Snowflake's protocol with
                Snowflake's own driver. Round trips are requests of that protocol, those to log in and out among them. Seconds
                would tell of this machine only, and are left out. Made on %s.

                | event tables | a run | statements | round trips | logins | files | staged bytes |
                |---:|---|---:|---:|---:|---:|---:|
                %s

                A run of which the log, the feeds and the revision say that there is nothing to do does not log in:
                it sends nothing, and is in no row here. Runs that go on take some ninety statements however many
                tables there are, most of which derive sessions and look at what stands; the rows of moved users
                take one more for each table that holds any. A table that is created takes ten, of which one makes
                it and the others write down what was made.
                """.formatted(LocalDate.now(), rows);
    }
}
