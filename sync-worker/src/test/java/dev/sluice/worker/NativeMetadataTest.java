package dev.sluice.worker;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What native images are told of names that are only known at run time is true, and holds all files of ours. */
class NativeMetadataTest {

    private static final ClassLoader LOADER = NativeMetadataTest.class.getClassLoader();

    private static final String FOLDER = "META-INF/native-image/dev.sluice/";
    private static final String DUCK_DB_LIBRARY = "org.duckdb.DuckDBNative";

    private final List<JsonNode> metadata = List.of(read("proto"), read("sync-worker"));

    private static JsonNode read(String module) {
        var path = FOLDER + module + "/reachability-metadata.json";
        try (var file = LOADER.getResourceAsStream(path)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }

    @Test
    void everyClassAndMethodIsThere() {
        for (var entry : all("reflection")) {
            var type = entry.get("type").asText();
            var named = assertDoesNotThrow(() -> Class.forName(type, false, LOADER), type);
            for (var method : entry.path("methods")) {
                assertEquals(0, method.get("parameterTypes").size(), "only methods without parameters are looked for");
                assertDoesNotThrow(
                        () -> named.getDeclaredMethod(method.get("name").asText()), type);
            }
        }
    }

    @Test
    void everyFileThatClassesReadIsTaken() throws IOException, URISyntaxException {
        var globs = all("resources").stream()
                .map(entry -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + entry.get("glob").asText()))
                .toList();
        var missing = ours().stream()
                .filter(file -> globs.stream().noneMatch(glob -> glob.matches(file)))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyFileOfLibrariesIsThere() {
        var ofLibraries = all("resources").stream()
                .map(entry -> entry.get("glob").asText())
                .filter(glob -> !glob.contains("*"))
                .toList();
        assertTrue(ofLibraries.contains("ua_parser/regexes.yaml"));
        ofLibraries.forEach(file -> assertNotNull(LOADER.getResource(file), file));
    }

    /** Quarkus has all others initialized while an image is built. */
    @Test
    void whatLoadsALibraryIsInitializedAtRunTime() throws IOException {
        var properties = new Properties();
        try (var file = LOADER.getResourceAsStream(FOLDER + "sync-worker/native-image.properties")) {
            properties.load(file);
        }
        assertEquals("--initialize-at-run-time=" + DUCK_DB_LIBRARY, properties.getProperty("Args"));
        assertDoesNotThrow(() -> Class.forName(DUCK_DB_LIBRARY, false, LOADER));
    }

    private List<JsonNode> all(String kind) {
        var entries = new ArrayList<JsonNode>();
        metadata.forEach(each -> each.path(kind).forEach(entries::add));
        return entries;
    }

    /** Files beside our classes; Flyway's migrations, settings and static files are taken by Quarkus. */
    private static Set<Path> ours() throws IOException, URISyntaxException {
        for (var folder : Collections.list(LOADER.getResources("dev/sluice/worker/warehouse/duckdb"))) {
            var root = Path.of(folder.toURI())
                    .getParent()
                    .getParent()
                    .getParent()
                    .getParent()
                    .getParent();
            if (Files.exists(root.resolve("META-INF/native-image"))) {
                try (var files = Files.walk(root.resolve("dev/sluice"))) {
                    return files.filter(file -> Files.isRegularFile(file)
                                    && !file.toString().endsWith(".class"))
                            .map(root::relativize)
                            .collect(Collectors.toSet());
                }
            }
        }
        throw new IllegalStateException("the worker's classes were not found");
    }
}
