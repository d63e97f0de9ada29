package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.harness.Replica;
import dev.sluice.local.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is told to logs an object a line and nothing else, however it ends. */
final class JsonLogIT {

    /** Those of the images. */
    private static final List<String> SETTINGS =
            List.of("--sun-misc-unsafe-memory-access=allow", "-Dquarkus.log.console.json.enabled=true");

    @TempDir
    private Path folder;

    private final EnvironmentAccess access = Stack.get().newEnvironment();

    @Test
    void jobEndsWithALineOfItsRun() throws IOException, InterruptedException {
        var ends = job(0, "--environment", access.environment(), "--warehouse", access.warehouse()).stream()
                .map(line -> line.get("mdc"))
                .filter(context -> context.has("outcome"))
                .toList();
        assertEquals(1, ends.size());
        assertEquals(access.environment(), ends.getFirst().get("environment").textValue());
        assertEquals(access.warehouse(), ends.getFirst().get("warehouse").textValue());
        assertEquals("Applied", ends.getFirst().get("outcome").textValue());
        UUID.fromString(ends.getFirst().get("run").textValue());
    }

    @Test
    void jobThatFailsSaysWhy() throws IOException, InterruptedException {
        said("nowhere", job(1, "--environment", access.environment(), "--warehouse", "nowhere"));
        said("Missing required option: '--warehouse", job(2, "--environment", access.environment()));
        said("Unknown option: '--often'", job(2, "--environment", "any", "--warehouse", "any", "--often"));
        var noDatabase = List.of(
                "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/sluice",
                "-Dquarkus.flyway.connect-retries=0");
        said("Failed to start", job(4, noDatabase, "--environment", "any", "--warehouse", "any"));
    }

    @Test
    void workerThatServesStartsAndStops() throws IOException, InterruptedException {
        var worker = Replica.with(SETTINGS);
        worker.stop();
        said("stopped in", lines(worker.log()));
    }

    private List<JsonNode> job(int exitCode, String... arguments) throws IOException, InterruptedException {
        return job(exitCode, List.of(), arguments);
    }

    private List<JsonNode> job(int exitCode, List<String> settings, String... arguments)
            throws IOException, InterruptedException {
        var log = folder.resolve("job.log");
        var all = Stream.concat(SETTINGS.stream(), settings.stream()).toList();
        assertEquals(exitCode, Job.run(log, all, arguments));
        return lines(log);
    }

    private static List<JsonNode> lines(Path log) throws IOException {
        var json = new ObjectMapper().reader().forType(JsonNode.class);
        var objects = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(log)) {
            JsonNode object = json.readValue(line);
            for (var field : List.of("timestamp", "level", "loggerName", "message")) {
                assertTrue(object.hasNonNull(field), line);
            }
            objects.add(object);
        }
        return objects;
    }

    private static void said(String message, List<JsonNode> lines) {
        assertTrue(
                lines.stream().anyMatch(line -> line.get("message").textValue().contains(message)), lines::toString);
    }
}
