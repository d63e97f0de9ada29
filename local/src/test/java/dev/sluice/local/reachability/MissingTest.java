package dev.sluice.local.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.local.stack.Home;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was recorded of the worker, held to the metadata that it has. */
final class MissingTest {

    private static final String FILE = "META-INF/native-image/dev.sluice/sync-worker/reachability-metadata.json";
    private static final String COMMAND = "dev.sluice.worker.run.SyncCommand";
    private static final String NODE = "com.github.benmanes.caffeine.cache.PSAMS";

    private static final List<String> RECORDED = List.of(
            line("FIELDS", COMMAND, "", "picocli.CommandLine$Model$CommandReflection#initFromAnnotatedMembers", "", ""),
            line("METHODS", COMMAND, "", "picocli.CommandLine#getCommandMethods", "", ""),
            line(
                    "TYPE",
                    NODE,
                    "",
                    "com.github.benmanes.caffeine.cache.NodeFactory#newFactory",
                    "java.lang.invoke.MethodHandles$Lookup",
                    ""),
            line("HANDLE", NODE, "<init>", "com.github.benmanes.caffeine.cache.NodeFactory#newFactory", "", ""),
            line("RESOURCE", "ua_parser/regexes.yaml", "", "ua_parser.Parser#<init>", "java.lang.Class", ""));

    private final Set<String> files = Set.of(name(COMMAND), name(NODE), name("some.Other"), "ua_parser/regexes.yaml");
    private JsonNode ours;

    private static String line(String... fields) {
        return String.join("\t", fields);
    }

    private static String name(String type) {
        return type.replace('.', '/') + ".class";
    }

    @BeforeEach
    void read() throws IOException {
        ours = new ObjectMapper()
                .readTree(Home.find()
                        .root()
                        .resolve("sync-worker/src/main/resources")
                        .resolve(FILE)
                        .toFile());
    }

    private Set<String> missing(Stream<String> recorded, String... reviewed) {
        var metadata = new Metadata();
        metadata.add(FILE, ours);
        var sources = new NativeSources(metadata, files, Set.of("some.Late"));
        var lines = Stream.of(reviewed).map(Reviewed.Line::parse).toList();
        return new Missing(sources, new Reviewed(lines))
                .of(new Recording("sync-worker", recorded.map(Need::parse).toList()));
    }

    @Test
    void nothingIsMissing() {
        assertEquals(Set.of(), missing(RECORDED.stream()));
    }

    @ParameterizedTest
    @CsvSource({
        "reflection, type, " + COMMAND + ", 2",
        "reflection, type, " + NODE + ", 2",
        "resources, glob, ua_parser/regexes.yaml, 1"
    })
    void whatIsTakenAwayIsMissedByItsCaller(String kind, String key, String name, int needs) {
        var entries = (ArrayNode) ours.get(kind);
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).path(key).asText().equals(name)) {
                entries.remove(i);
            }
        }
        var expected = RECORDED.stream()
                .map(Need::parse)
                .filter(need -> need.name().equals(name))
                .map(need -> "sync-worker: " + need.sentence())
                .toList();
        assertEquals(needs, expected.size());
        assertEquals(Set.copyOf(expected), missing(RECORDED.stream()));
    }

    @Test
    void onlyWhatImagesHaveToFindAtRunTimeIsNeeded() {
        var other = "sync-worker: TYPE some.Other , by some.Caller#call";
        assertEquals(Set.of(other), missing(Stream.of(found("some.Other", "", ""))));
        assertEquals(Set.of(other), missing(Stream.of(found("some.Other", "", "some.Late"))));
        assertEquals(Set.of(), missing(Stream.of(found("some.Other", "", "some.Early"))));
        assertEquals(Set.of(), missing(Stream.of(found("some.Other", "", "some.Late,some.Early"))));
        assertEquals(Set.of(), missing(Stream.of(found("some.Other", "sun.reflect.annotation.AnnotationType", ""))));
        assertEquals(Set.of(), missing(Stream.of(found("of.the.Jvm", "", ""))));
    }

    @Test
    void whatIsReviewedIsNotMissed() {
        assertEquals(Set.of(), missing(Stream.of(found("some.Other", "", "")), "some.Caller#* some.* constant"));
        assertEquals(
                1,
                missing(Stream.of(found("some.Other", "", "")), "some.Caller#* other.* constant")
                        .size());
        assertThrows(IllegalArgumentException.class, () -> Reviewed.Line.parse("some.Caller#* some.*"));
    }

    private static String found(String type, String via, String initialized) {
        return line("TYPE", type, "", "some.Caller#call", via, initialized);
    }
}
