package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.Silent;
import dev.sluice.local.stack.BreakableStack;
import dev.sluice.local.sync.Runs;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One trace tells what became of a request, or of a run, in all the services that it came to. */
final class TracedIT {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aTraceGoesThroughServices() throws IOException, InterruptedException {
        try (var sink = TraceSink.start();
                var stack =
                        BreakableStack.start(folder, Map.of("quarkus.otel.exporter.otlp.endpoint", sink.endpoint()));
                var client = stack.client()) {
            var access = stack.newEnvironment(client, "traced");
            assertEquals(200, capture(stack, access));
            new Runs(client, access).sync(Silent.output());
            awaitTrace(sink, Set.of("sync-worker", "definitions-service"));
            awaitTrace(sink, Set.of("sync-worker", "identity-service"));
        }
    }

    private static int capture(BreakableStack stack, EnvironmentAccess access)
            throws IOException, InterruptedException {
        var call = """
                {"event": "Order", "anonymousId": "1", "writeKey": "%s"}""".formatted(access.writeKey());
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stack.capture("/v1/track"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(call))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /** Services send their spans in batches, each when it likes. */
    private static void awaitTrace(TraceSink sink, Set<String> services) throws InterruptedException {
        var until = Instant.now().plus(LONGEST_WAIT);
        while (servicesOfTraces(sink).values().stream().noneMatch(met -> met.containsAll(services))) {
            assertTrue(Instant.now().isBefore(until), () -> "no trace goes through " + services + ": " + sink.spans());
            Thread.sleep(200);
        }
    }

    private static Map<String, Set<String>> servicesOfTraces(TraceSink sink) {
        return sink.spans().stream()
                .collect(Collectors.groupingBy(
                        TraceSink.Span::trace,
                        Collectors.mapping(TraceSink.Span::service, Collectors.toCollection(TreeSet::new))));
    }
}
