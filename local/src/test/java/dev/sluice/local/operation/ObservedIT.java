package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.definitions.v1.CronTicks;
import dev.sluice.definitions.v1.SetScheduleRequest;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.schedule.Schedules;
import dev.sluice.local.stack.Home;
import dev.sluice.local.sync.Runs;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What operators look at is there: every series that a dashboard, a rule or the guide names, and every probe. */
final class ObservedIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern EXPRESSION = Pattern.compile("\"(?:expr|query)\" ?: ?\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RECORDED = Pattern.compile("(?m)^ +- record: (\\S+)$");
    private static final Pattern RULE =
            Pattern.compile("(?ms)^ +expr: (?:>-)?(.*?)(?=^ +(?:for|- record|- alert|- name):|\\z)");
    /** A line that is none of its rows ends it, also for who reads it. */
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| metric \\| labels \\|.*\\n(?:\\|.*\\n)+");

    private static final Pattern TOLD = Pattern.compile("(?m)^\\| `(sluice_[a-z_]+)` \\|");
    private static final Pattern PROBED = Pattern.compile("(?m)^ +path: (/q/\\S+)$");
    /** Prometheus gives them to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "pod");

    /** Of the guide's metrics, those that are there only once something happened that this test does not do. */
    private static final Set<String> AFTER_SOMETHING_RARE = Set.of(
            "sluice_event_log_dropped_days_total",
            "sluice_event_log_held_sweeps_total",
            "sluice_identity_placeholders_refused_total",
            "sluice_run_differing_tables_total",
            "sluice_run_left_out_tables_total",
            "sluice_run_rows_scanned_total");

    private final Home home = Home.find();
    private final SluiceClient client = Stack.get().client();
    private final EnvironmentAccess access = Stack.get().newEnvironment();

    @Test
    void everySeriesThatIsNamedIsExposed() throws IOException, InterruptedException {
        useEverything();
        var exposed = awaitStanding();
        var recorded = found(RECORDED, read("k8s/monitoring/rules.yaml"));
        for (var query : queries()) {
            Query.of(query).series().forEach((name, labels) -> {
                if (recorded.contains(name) || name.equals("up")) {
                    return;
                }
                assertTrue(exposed.labels().containsKey(name), () -> "nobody exposes " + name + ", as in " + query);
                labels.removeAll(OF_PROMETHEUS);
                labels.removeAll(exposed.labels().get(name));
                assertEquals(Set.of(), labels, () -> "labels that " + name + " does not have, as in " + query);
            });
        }
        guideNames(exposed);
    }

    @Test
    void everyMetricOfTheGuideIsExposed() throws IOException, InterruptedException {
        useEverything();
        var exposed = awaitStanding().labels().keySet();
        var told = metricsOfTheGuide();
        told.removeIf(name -> exposed.contains(name) || exposed.contains(name + "_count"));
        told.removeAll(AFTER_SOMETHING_RARE);
        assertEquals(Set.of(), told, "of these the guide tells, and nobody exposes them");
    }

    /** A visitor who turns out to be known, in a warehouse over which nobody has started a run. */
    @Test
    void aWarehouseIsShownBeforeItsFirstRun() throws IOException, InterruptedException {
        var fresh = Stack.get().newEnvironment();
        capture("""
                {"batch": [
                  {"type": "track", "event": "Order", "anonymousId": "1", "messageId": "a"},
                  {"type": "identify", "anonymousId": "1", "userId": "ann", "messageId": "b"}
                ], "writeKey": "%s"}""".formatted(fresh.writeKey()));
        awaitShown("sluice_warehouse_registered_timestamp_seconds", fresh, "\\d.*");
        awaitShown("sluice_warehouse_last_success_timestamp_seconds", fresh, "NaN");
        awaitShown("sluice_warehouse_pending_migrations", fresh, "1.0");
        sync(fresh);
        awaitShown("sluice_warehouse_pending_migrations", fresh, "0.0");
    }

    @Test
    void everyProbeIsAnswered() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var service : Service.values()) {
                var address = Stack.get().address(service);
                for (var path : probedPaths()) {
                    var request =
                            HttpRequest.newBuilder(address.managementUrl(path)).build();
                    assertEquals(
                            200, http.send(request, BodyHandlers.discarding()).statusCode(), path);
                }
                assertArrayEquals(Health.SERVING, Health.of(address), service.module());
            }
        }
    }

    /** Where an ingress lets browsers in. */
    @Test
    void captureShowsNeitherMetricsNorHealth() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var path : List.of("/q/metrics", "/q/health", "/q/health/ready", "/metrics", "/q")) {
                var request = HttpRequest.newBuilder(Stack.get().capture(path)).build();
                assertEquals(404, http.send(request, BodyHandlers.discarding()).statusCode(), path);
            }
        }
    }

    private Set<String> probedPaths() throws IOException {
        var paths = new TreeSet<String>();
        for (var name : List.of("definitions-service", "identity-service", "capture", "sync")) {
            paths.addAll(found(PROBED, read("k8s/base/" + name + ".yaml")));
        }
        assertEquals(Set.of("/q/health/ready", "/q/health/started"), paths);
        return paths;
    }

    private void useEverything() throws IOException, InterruptedException {
        var batch = """
                {"batch": [
                  {"type": "track", "event": "Order", "anonymousId": "1", "messageId": "a", "properties": {"coupon": "c"}},
                  {"type": "page", "anonymousId": "1", "messageId": "b"},
                  {"type": "identify", "anonymousId": "1", "userId": "ann", "messageId": "c"},
                  {"type": "track", "anonymousId": "1", "messageId": "d"}
                ], "writeKey": "%s"}""".formatted(access.writeKey());
        capture(batch);
        var definitions = new Definitions(client, access);
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        new Schedules(client, access)
                .set(SetScheduleRequest.newBuilder()
                        .setCron(CronTicks.newBuilder().setExpression("0 0 1 1 *")));
        sync(access);
    }

    private static void capture(String batch) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(Stack.get().capture("/v1/batch"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(batch))
                    .build();
            http.send(request, BodyHandlers.discarding());
        }
    }

    private void sync(EnvironmentAccess environment) {
        new Runs(client, environment).sync(Silent.output());
    }

    private Metrics awaitStanding() throws InterruptedException {
        awaitShown("sluice_warehouse_pending_user_changes", access, ".*");
        awaitShown("sluice_schedule_due_timestamp_seconds", access, ".*");
        return Metrics.of(addresses());
    }

    /** The standing of warehouses is looked at now and then. */
    private static void awaitShown(String name, EnvironmentAccess access, String value) throws InterruptedException {
        var sample =
                Pattern.compile("(?m)^%s\\{environment=\"%s\",.*} %s$".formatted(name, access.environment(), value));
        var until = Instant.now().plus(LONGEST_WAIT);
        var shown = Metrics.scrape(Stack.get().address(Service.WORKER));
        while (!sample.matcher(shown).find()) {
            assertTrue(Instant.now().isBefore(until), "the worker does not show " + sample + " but " + shown);
            Thread.sleep(500);
            shown = Metrics.scrape(Stack.get().address(Service.WORKER));
        }
    }

    private static List<Address> addresses() {
        return Arrays.stream(Service.values()).map(Stack.get()::address).toList();
    }

    private List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        var dashboard = new ObjectMapper().readTree(read("k8s/monitoring/dashboard.json"));
        EXPRESSION
                .matcher(dashboard.toString())
                .results()
                .map(found -> found.group(1).replace("\\\"", "\""))
                .filter(query -> !query.equals("prometheus"))
                .forEach(queries::add);
        queries.addAll(found(RULE, read("k8s/monitoring/rules.yaml")));
        assertTrue(queries.size() > 40, () -> "too few queries were found: " + queries);
        return queries;
    }

    private void guideNames(Metrics exposed) throws IOException {
        var told = metricsOfTheGuide();
        exposed.labels().keySet().stream()
                .filter(name -> name.startsWith("sluice_"))
                .map(name -> name.replaceFirst("_(bucket|sum|count|max)$", ""))
                .distinct()
                .forEach(name -> assertTrue(told.contains(name), () -> "the guide does not tell of " + name));
    }

    private Set<String> metricsOfTheGuide() throws IOException {
        var table = TABLE.matcher(read("docs/operations.md"));
        assertTrue(table.find());
        var told = found(TOLD, table.group());
        assertTrue(told.size() > 40, () -> "too few metrics were found: " + told);
        return told;
    }

    private static Set<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().forEach(each -> found.add(each.group(1).strip()));
        return found;
    }

    private String read(String path) throws IOException {
        return Files.readString(home.root().resolve(path));
    }
}
