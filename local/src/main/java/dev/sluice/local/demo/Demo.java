package dev.sluice.local.demo;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.local.query.Rows;
import dev.sluice.local.shop.ShopCall;
import dev.sluice.local.shop.ShopFacts;
import dev.sluice.local.shop.ShopSample;
import dev.sluice.local.sync.PlanReport;
import dev.sluice.local.sync.Runs;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells the story of a shop's warehouse, and checks every number of it. */
final class Demo {

    private static final int FEW = 5;

    private final ShopSample sample = new ShopSample();
    private final EnvironmentAccess access;
    private final Path folder;
    private final Output output;
    private final ShopCapture capture;
    private final ShopEvents events;
    private final Runs runs;
    private final TwoDevices twoDevices;

    Demo(SluiceClient client, EnvironmentAccess access, URI captureUrl, Path folder, Output output) {
        this.access = access;
        this.folder = folder;
        this.output = output;
        this.capture = new ShopCapture(client, access, captureUrl, output);
        this.events = new ShopEvents(new Definitions(client, access));
        this.runs = new Runs(client, access);
        this.twoDevices = TwoDevices.of(client, access, sample);
    }

    void run() {
        captureWeek();
        defineEvents();
        var before = firstSync();
        var userBefore = userView();
        changeEverything();
        showPlan();
        secondSync(before, userBefore);
    }

    private void captureWeek() {
        step(1, "A week of a small shop is captured: pages, orders, sign-ups, clicks with their elements.");
        capture.send(sample.week(), folder.resolve("week.ndjson"));
    }

    private void defineEvents() {
        step(2, "Events are defined after the fact, and toggled to sync.");
        events.define();
        output.say("  Pricing view     pageviews of /pricing");
        output.say("  Clicked buy      clicks on .buy, on /pricing");
        output.say("  Order Completed  custom events of this name");
        output.say("  Interest         Pricing view or Clicked buy");
    }

    private Counts firstSync() {
        step(3, "The first sync makes the warehouse, a DuckDB file.");
        sync();
        try (var file = open()) {
            var counts = Counts.of(file, ShopEvents.TABLES);
            output.table(List.of("table", "rows"), rows(counts));
            output.say("A few orders; the columns were made from the properties that came:");
            show(
                    file,
                    "SELECT time, user_id, revenue, items, coupon, first_order, browser, device_type"
                            + " FROM order_completed ORDER BY time LIMIT " + FEW);
            var checks = new Checks();
            checks.equal(ShopEvents.expectedAtFirst(new ShopFacts(sample.week())), counts);
            checks.conclude(output);
            return counts;
        }
    }

    private void changeEverything() {
        var someone = sample.someoneWithTwoDevices().name();
        step(4, "Then everything changes at once: \"Clicked buy\" becomes every .buy button, orders bring a new");
        output.say("      property \"gift\", and " + someone + " and others sign in, each on two devices.");
        events.countEveryBuyButton();
        capture.send(sample.dayAfter(), folder.resolve("day-after.ndjson"));
    }

    private void showPlan() {
        step(5, "A dry run tells what a sync would do, and does nothing.");
        new PlanReport(output).plan(runs.plan(), false);
    }

    private void secondSync(Counts before, Rows userBefore) {
        step(6, "The second sync does just that; readers see it all at once.");
        sync();
        try (var file = open()) {
            var after = Counts.of(file, ShopEvents.TABLES);
            output.table(List.of("table", "rows before", "rows after", ""), Comparison.of(before, after));
            twoDevices.show(userBefore, twoDevices.rows(file), output);
            output.say("The new column of order_completed:");
            show(
                    file,
                    "SELECT time, user_id, revenue, items, gift FROM order_completed ORDER BY time DESC LIMIT " + FEW);
            output.say("What the syncs say of themselves, in _sync_info:");
            show(file, "SELECT * FROM _sync_info ORDER BY event_table_name");
            check(file, after);
        }
    }

    private void check(PublishedFile file, Counts after) {
        var facts = new ShopFacts(everything());
        var checks = new Checks();
        checks.equal(ShopEvents.expectedWithEveryBuyButton(facts), after);
        checks.equal(
                "orders with gift",
                facts.gifts(),
                Counts.number(file, "SELECT count(*) FROM order_completed WHERE gift"));
        checks.equal(
                "rows of retired users",
                0,
                Counts.number(
                        file,
                        "SELECT count(*) FROM all_events WHERE user_id IN (SELECT from_user_id FROM user_migrations)"));
        twoDevices.check(file, facts, checks);
        checks.conclude(output);
    }

    private void sync() {
        for (var ended : runs.sync(output)) {
            new PlanReport(output).run(ended);
            if (PlanReport.exitCode(ended.getRun()) != ExitCode.DONE) {
                throw new CommandFailure("the sync did not succeed");
            }
        }
    }

    private Rows userView() {
        try (var file = open()) {
            return twoDevices.rows(file);
        }
    }

    private List<ShopCall> everything() {
        var calls = new ArrayList<>(sample.week());
        calls.addAll(sample.dayAfter());
        return calls;
    }

    private PublishedFile open() {
        return PublishedFile.open(access.warehouseFile(), access.environment());
    }

    private void show(PublishedFile file, String sql) {
        var rows = file.query(sql, result -> Rows.read(result, 100));
        output.table(rows.columns(), rows.rows());
    }

    private void step(int number, String sentence) {
        output.say("%n[%d/6] %s".formatted(number, sentence));
    }

    private static List<List<Object>> rows(Counts counts) {
        return counts.rows().entrySet().stream()
                .map(each -> List.<Object>of(each.getKey(), each.getValue()))
                .toList();
    }
}
