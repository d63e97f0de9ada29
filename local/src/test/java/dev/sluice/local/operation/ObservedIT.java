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
import dev.sluice.local.console.Output;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.schedule.Schedules;
import dev.sluice.local.stack.Home;
import dev.sluice.local.sync.Runs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
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
    private static final Pattern PROBED = Pattern.compile("(?m)^ +path: (/q/\\S+)$");
    /** Prometheus gives them to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "pod");

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
    void everyProbeIsAnswered() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var service : Service.values()) {
                var address = Stack.get().address(service);
                for (var path : probedPaths()) {
                    var request = HttpRequest.newBuilder(address.managementUrl(path)).build();
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
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(Stack.get().capture("/v1/batch"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(batch))
                    .build();
            http.send(request, BodyHandlers.discarding());
        }
        var definitions = new Definitions(client, access);
        definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
        new Schedules(client, access)
                .set(SetScheduleRequest.newBuilder()
                        .setCron(CronTicks.newBuilder().setExpression("0 0 1 1 *")));
        new Runs(client, access).sync(new Output(new PrintWriter(Writer.nullWriter()), false));
    }

    /** The standing of warehouses is looked at now and then. */
    private Metrics awaitStanding() throws InterruptedException {
        var until = Instant.now().plus(LONGEST_WAIT);
        var shown = List.of(
                "sluice_warehouse_pending_user_changes{environment=\"" + access.environment(),
                "sluice_schedule_due_timestamp_seconds{environment=\"" + access.environment());
        while (!shown.stream().allMatch(Metrics.scrape(Stack.get().address(Service.WORKER))::contains)) {
            assertTrue(Instant.now().isBefore(until), "the worker does not show how the warehouse stands");
            Thread.sleep(500);
        }
        return Metrics.of(addresses());
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
        var guide = read("docs/operations.md");
        exposed.labels().keySet().stream()
                .filter(name -> name.startsWith("sluice_"))
                .map(name -> name.replaceFirst("_(bucket|sum|count|max)$", ""))
                .distinct()
                .forEach(name ->
                        assertTrue(guide.contains("`" + name + "`"), () -> "the guide does not tell of " + name));
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
